// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "server/reply.h"
#include "server/request.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace frontdesk {

/// Does what a route is for; takes its request by value, so that a coroutine may
/// go on using it.
using Handler = std::function<Async<Reply>(Request)>;

/// How a route differs from what its method says.
enum class RouteTrait : std::uint8_t {
    None,
    ChangesState, ///< a GET that does: no HEAD, refused when another site asks
    TakesFile, ///< a body may have Limits::fileBytes; beyond Limits::bodyBytes it is in a file
};

/// The one registry of routes. Filled before the server starts, then shared by
/// its threads, unchanged.
class RouteTable
{
public:
    struct Route
    {
        Handler handler;
        RouteTrait trait = RouteTrait::None;
    };

    /// What a path leads to.
    struct Resource
    {
        std::array<std::unique_ptr<Route>, methodNames.size()> routes; // by Method
        std::string allow; ///< "GET, HEAD, OPTIONS"
    };

    struct Match
    {
        const Resource *resource = nullptr; ///< null: nothing there
        std::array<std::string, Request::maxArguments> arguments;
    };

    /// @p pattern: "/user/{id}", where a `{…}` takes one whole segment. GET brings
    /// HEAD along, every path OPTIONS.
    void add(Method method, std::string_view pattern, Handler handler,
             RouteTrait trait = RouteTrait::None);

    /// @p path as sent; escapes are undone segment by segment.
    Match find(std::string_view path) const;
    bool takesFile(Method method, std::string_view path) const;

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>()(text);
        }
    };
    template <typename T>
    using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    struct Node
    {
        ByName<std::unique_ptr<Node>> children;
        std::unique_ptr<Node> any; // `{…}`
        std::unique_ptr<Resource> resource;
    };

    static const Resource *walk(const Node &node, std::string_view path, Match &match,
                                size_t depth);

    Node m_root;
    ByName<const Resource *> m_plain; // paths without arguments, in one look
};

} // namespace frontdesk
