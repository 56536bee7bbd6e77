// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routetable.h"

#include "server/target.h"

namespace frontdesk {

namespace {

/// Takes the first segment off @p path ("/user/1" gives "user", leaves "/1").
std::string_view takeSegment(std::string_view &path)
{
    path.remove_prefix(1);
    const size_t end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

std::string allowOf(const RouteTable::Resource &resource)
{
    std::string allow;
    for (size_t i = 0; i < methodNames.size(); ++i) {
        const auto *get = resource.routes[size_t(Method::Get)].get();
        const bool impliedHead = Method(i) == Method::Head && get && get->trait == RouteTrait::None;
        if (resource.routes[i] || impliedHead)
            allow.append(methodNames[i]).append(", ");
    }
    return allow + "OPTIONS";
}

} // namespace

void RouteTable::add(Method method, std::string_view pattern, Handler handler, RouteTrait trait)
{
    Node *node = &m_root;
    for (std::string_view rest = pattern; !rest.empty();) {
        const auto segment = takeSegment(rest);
        auto &next = segment.starts_with('{') ? node->any : node->children[std::string(segment)];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    if (!node->resource)
        node->resource = std::make_unique<Resource>();
    node->resource->routes[size_t(method)]
            = std::make_unique<Route>(Route { std::move(handler), trait });
    node->resource->allow = allowOf(*node->resource);
    if (pattern.find('{') == std::string_view::npos)
        m_plain.insert_or_assign(std::string(pattern), node->resource.get());
}

RouteTable::Match RouteTable::find(std::string_view path) const
{
    Match match;
    if (const auto plain = m_plain.find(path); plain != m_plain.end())
        match.resource = plain->second;
    else if (path.starts_with('/'))
        match.resource = walk(m_root, path, match, 0);
    return match;
}

bool RouteTable::takesFile(Method method, std::string_view path) const
{
    const Match match = find(path);
    const auto *route = match.resource ? match.resource->routes[size_t(method)].get() : nullptr;
    return route && route->trait == RouteTrait::TakesFile;
}

const RouteTable::Resource *RouteTable::walk(const Node &node, std::string_view path, Match &match,
                                             size_t depth)
{
    if (path.empty())
        return node.resource.get();
    const auto raw = takeSegment(path);
    std::string decoded;
    std::string_view segment = raw;
    if (raw.find('%') != std::string_view::npos) {
        decoded = percentDecoded(raw).value_or(std::string());
        segment = decoded;
    }
    if (const auto child = node.children.find(segment); child != node.children.end()) {
        if (const auto *resource = walk(*child->second, path, match, depth))
            return resource;
    }
    if (!node.any || segment.empty() || depth == Request::maxArguments)
        return nullptr;
    match.arguments[depth].assign(segment);
    return walk(*node.any, path, match, depth + 1);
}

} // namespace frontdesk
