// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include "script.h"

#include <charconv>
#include <optional>

namespace frontdesk::fuzz {

namespace {

/// The value of a field in a head whose lines end with CRLF.
std::optional<std::string_view> fieldOf(std::string_view head, std::string_view name)
{
    for (size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at)) {
        at += 2;
        const auto line = head.substr(at, head.find("\r\n", at) - at);
        if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
            return line.substr(name.size() + 2);
    }
    return std::nullopt;
}

size_t number(std::string_view digits, int base)
{
    size_t value = 0;
    const auto end = digits.data() + digits.size();
    require(!digits.empty() && std::from_chars(digits.data(), end, value, base).ptr == end,
            "a length is a number");
    return value;
}

int statusOf(std::string_view head)
{
    const auto line = head.substr(0, head.find("\r\n"));
    require(line.starts_with("HTTP/1.1 ") && line.size() > 13 && line[12] == ' ',
            "an answer starts with a status line");
    const auto status = int(number(line.substr(9, 3), 10));
    require(status >= 100 && status <= 599, "a status has three digits");
    return status;
}

/// The size of a chunked body; nothing if it isn't complete.
std::optional<size_t> chunkedSize(std::string_view body)
{
    size_t at = 0;
    for (;;) {
        const size_t lineEnd = body.find("\r\n", at);
        if (lineEnd == std::string_view::npos)
            return std::nullopt;
        const size_t size = number(body.substr(at, lineEnd - at), 16);
        at = lineEnd + 2 + size + 2;
        if (at > body.size())
            return std::nullopt;
        require(body.substr(at - 2, 2) == "\r\n", "a chunk ends with CRLF");
        if (size == 0)
            return at;
    }
}

/// The same for any answer; @p bodyless: that of a HEAD.
std::optional<size_t> bodySize(std::string_view head, std::string_view rest, bool bodyless)
{
    const auto length = fieldOf(head, "Content-Length");
    const auto coding = fieldOf(head, "Transfer-Encoding");
    require(!length || !coding, "an answer says once how long it is");
    const int status = statusOf(head);
    if (bodyless || status == 204 || status == 304)
        return 0;
    if (coding) {
        require(*coding == "chunked", "the only coding is chunked");
        return chunkedSize(rest);
    }
    if (!length) {
        require(fieldOf(head, "Connection") == "close", "a body without a length ends with all");
        return rest.size();
    }
    const size_t size = number(*length, 10);
    return size <= rest.size() ? std::optional(size) : std::nullopt;
}

} // namespace

void checkAnswers(std::string_view received, const std::vector<Method> &asked, bool complete)
{
    size_t answers = 0;
    bool isLast = false;
    while (!received.empty()) {
        require(!isLast, "nothing follows an answer that closes");
        const size_t headEnd = received.find("\r\n\r\n");
        if (headEnd == std::string_view::npos) {
            require(!complete, "a head is complete");
            return;
        }
        const auto head = received.substr(0, headEnd + 2);
        received.remove_prefix(headEnd + 4);
        if (statusOf(head) == 100)
            continue;
        require(answers <= asked.size(), "there are no more answers than requests and a refusal");
        const bool isRefusal = answers == asked.size();
        isLast = fieldOf(head, "Connection") == "close";
        require(isLast || !isRefusal, "a refusal closes");
        // What a refused request asked is unknown here; a HEAD gets no body either.
        const bool bodyless = isRefusal ? received.empty() : asked[answers] == Method::Head;
        const auto size = bodySize(head, received, bodyless);
        if (!size) {
            require(!complete, "a body is complete");
            return;
        }
        received.remove_prefix(*size);
        ++answers;
    }
    require(!complete || answers >= asked.size(), "every request is answered");
}

} // namespace frontdesk::fuzz
