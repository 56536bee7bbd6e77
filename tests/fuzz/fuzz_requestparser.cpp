// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include "server/requestparser.h"

#include <string>

// The same bytes are parsed at once and in pieces: what comes out must not depend
// on how the network cuts them, and must keep to the limits.

using namespace frontdesk;
using namespace frontdesk::fuzz;

namespace {

// Small, so that short inputs reach them.
const Limits limits = [] {
    Limits small;
    small.headBytes = 1024;
    small.targetBytes = 256;
    small.headFields = 16;
    small.bodyBytes = 4096;
    return small;
}();

bool isText(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

/// All of a request that a route could see.
void describe(std::string &out, const Message &message)
{
    require(!message.target.empty() && (message.target[0] == '/' || message.target == "*"),
            "a target is in origin form or \"*\"");
    require(qsizetype(message.target.size()) <= limits.targetBytes && isText(message.target),
            "a target keeps to its limit and to its line");
    require(message.fields.size() <= size_t(limits.headFields), "fields keep to their limit");
    require(quint64(message.body.size()) <= limits.bodyBytes, "a body keeps to its limit");
    require(isText(message.authority), "an authority keeps to its line");
    out.append(toString(message.method)).append(message.http10 ? " 1.0 " : " 1.1 ");
    out.append(message.keepAlive ? "keep " : "close ").append(message.authority);
    out.append(message.target).append("\n");
    for (const auto &field : message.fields) {
        const auto name = field.name(message);
        require(!name.empty() && isText(name) && isText(field.value(message)),
                "a field keeps to its line");
        require(message.header(name).data() != nullptr, "a field is found by its name");
        out.append(name).append("=").append(field.value(message)).append("\n");
    }
    out.append(message.body.constData(), size_t(message.body.size()));
    out.append("\n");
}

/// Does what a connection does with its bytes; returns the requests in them. How
/// soon a bad one is refused does depend on the pieces: Beast looks for the end of
/// a quoted chunk extension behind the end of its line.
std::string parse(std::string_view bytes, std::string_view steps)
{
    MessagePool pool;
    RequestParser parser(limits);
    std::string requests, held;
    parser.begin(pool.take());
    for (size_t step = 0; !bytes.empty(); ++step) {
        const size_t size
                = steps.empty() ? bytes.size() : Script::pieceSize(steps[step % steps.size()]);
        held.append(bytes.substr(0, size));
        bytes.remove_prefix(std::min(size, bytes.size()));
        for (;;) {
            const size_t taken = parser.take(held);
            require(taken <= held.size(), "no more is taken than is there");
            held.erase(0, taken);
            if (parser.status() != RequestParser::Status::Complete)
                break;
            require(taken > 0, "a request has bytes");
            describe(requests, *parser.finish());
            parser.begin(pool.take());
        }
        if (parser.status() == RequestParser::Status::Refused) {
            const int status = parser.refusal().status;
            require(status >= 400 && status <= 599, "a refusal is an error");
            return requests;
        }
        require(qsizetype(held.size()) <= limits.headBytes, "what is held back is bounded");
    }
    return requests;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, size_t size)
{
    const Script script(data, size);
    require(parse(script.bytes, script.steps) == parse(script.bytes, {}),
            "how the bytes are cut makes no difference");
    return 0;
}
