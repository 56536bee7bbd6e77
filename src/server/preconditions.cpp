// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/preconditions.h"

#include "server/request.h"

#include <charconv>
#include <string_view>

namespace frontdesk {

namespace {

constexpr std::string_view space = " \t";

struct EntityTag
{
    bool weak = false;
    std::string_view opaque; ///< what stands between the quotes
};

/// Reads a list of entity tags from its beginning to its end (RFC 9110 §5.6.1):
/// empty elements don't count.
class TagList
{
public:
    explicit TagList(std::string_view text)
        : m_rest(text)
    { }

    /// None at the end, and where what follows is no tag: then isBad().
    std::optional<EntityTag> next()
    {
        skip(" \t,");
        if (m_rest.empty())
            return std::nullopt;
        EntityTag tag;
        if (m_rest.starts_with("W/")) {
            tag.weak = true;
            m_rest.remove_prefix(2);
        }
        const size_t end = m_rest.find('"', 1);
        m_bad = !m_rest.starts_with('"') || end == std::string_view::npos;
        if (m_bad)
            return std::nullopt;
        tag.opaque = m_rest.substr(1, end - 1);
        m_rest.remove_prefix(end + 1);
        skip(space);
        m_bad = !(m_rest.empty() || m_rest.front() == ',')
                || tag.opaque.find_first_of(space) != std::string_view::npos;
        return m_bad ? std::nullopt : std::optional(tag);
    }

    bool isBad() const { return m_bad; }

private:
    void skip(std::string_view bytes)
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(bytes), m_rest.size()));
    }

    std::string_view m_rest;
    bool m_bad = false;
};

/// The version that a tag of ours stands for, written as we write it.
std::optional<qint64> versionOf(std::string_view opaque)
{
    qint64 version = 0;
    const char *const end = opaque.data() + opaque.size();
    const auto read = std::from_chars(opaque.data(), end, version);
    if (read.ec != std::errc() || read.ptr != end || std::to_string(version) != opaque)
        return std::nullopt;
    return version;
}

Result<VersionSet> versionsOf(std::string_view field, const char *name, bool strongly)
{
    VersionSet versions;
    if (field == "*") { // the parser has trimmed it
        versions.any = true;
        return versions;
    }
    TagList tags(field);
    while (const auto tag = tags.next()) {
        const auto version = versionOf(tag->opaque);
        if (version && !(strongly && tag->weak))
            versions.versions.push_back(*version);
    }
    if (tags.isBad())
        return failure(ErrorKind::Malformed, QStringLiteral("malformed_etag"),
                       QStringLiteral("%1 must be * or a list of entity tags, each in double "
                                      "quotes as ETag gives it.")
                               .arg(QLatin1String(name)));
    return versions;
}

} // namespace

std::string entityTag(qint64 version)
{
    return '"' + std::to_string(version) + '"';
}

Result<Precondition> preconditionOf(const Request &request)
{
    Precondition precondition;
    if (const auto field = request.fields("If-Match")) {
        auto versions = versionsOf(*field, "If-Match", true);
        if (!versions)
            return failure(versions.error());
        precondition.match = std::move(*versions);
    }
    if (const auto field = request.fields("If-None-Match")) {
        auto versions = versionsOf(*field, "If-None-Match", false);
        if (!versions)
            return failure(versions.error());
        precondition.noneMatch = std::move(*versions);
    }
    return precondition;
}

} // namespace frontdesk
