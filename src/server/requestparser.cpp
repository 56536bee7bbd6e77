// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestparser.h"

#include "server/target.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>

#include <limits>
#include <optional>

namespace http = boost::beast::http;
using boost::beast::string_view;
using ErrorCode = boost::system::error_code;

namespace frontdesk {

namespace {

std::optional<Method> methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::Get;
    case http::verb::head:
        return Method::Head;
    case http::verb::post:
        return Method::Post;
    case http::verb::put:
        return Method::Put;
    case http::verb::patch:
        return Method::Patch;
    case http::verb::delete_:
        return Method::Delete;
    case http::verb::options:
        return Method::Options;
    default:
        return std::nullopt;
    }
}

/// Fields that are about this connection, not about the request (RFC 9110 §7.6.1).
bool isHopByHop(http::field field)
{
    switch (field) {
    case http::field::connection:
    case http::field::keep_alive:
    case http::field::proxy_connection:
    case http::field::te:
    case http::field::trailer:
    case http::field::transfer_encoding:
    case http::field::upgrade:
    case http::field::http2_settings:
        return true;
    default:
        return false;
    }
}

bool equals(string_view value, std::string_view expected)
{
    return equalsIgnoreCase({ value.data(), value.size() }, expected);
}

} // namespace

/// Beast's parser, writing into a Message. Ours are the checks that need more
/// than one field, and the status of each refusal.
class RequestParser::Beast
{
public:
    Beast(const Limits &limits, BodyPlaces places)
        : m_limits(limits)
        , m_body(limits, std::move(places))
    { }

    void begin(Message &message)
    {
        m_message = &message;
        m_body.begin(message);
        m_hosts = m_lengths = m_codings = m_hidden = 0;
        m_headDone = m_inChunks = false;
        m_refusal.reset();
        m_parser.emplace(*this);
    }

    size_t put(std::string_view bytes, ErrorCode &error)
    {
        return m_parser->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    }
    bool isDone() const { return m_parser->is_done(); }
    bool isHeadDone() const { return m_headDone; }
    bool isBeforeFirstChunk() const { return m_codings && !m_inChunks; }

    Refusal refusalFor(const ErrorCode &error) const
    {
        if (m_refusal)
            return *m_refusal;
        if (error == http::error::body_limit) // chunks of more than 64 bits together
            return { 413, "body_too_large", "The body is larger than this server accepts." };
        if (error == http::error::bad_version)
            return { 505, "version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here." };
        if (error == http::error::header_limit)
            return { 431, "head_too_large",
                     "The header block is larger than this server accepts." };
        if (error == http::error::bad_content_length)
            return { 400, "bad_content_length", "The Content-Length is not one plain number." };
        if (error == http::error::bad_chunk || error == http::error::bad_chunk_extension)
            return { 400, "bad_chunk", "A chunk of the body is malformed." };
        return { 400, "malformed_request", "The request is not well-formed HTTP." };
    }

private:
    class Parser final : public http::basic_parser<true>
    {
    public:
        explicit Parser(Beast &beast)
            : m_beast(beast)
        {
            header_limit(std::uint32_t(beast.m_limits.headBytes));
            body_limit(std::numeric_limits<std::uint64_t>::max()); // BodyReceiver's business
            eager(true);
        }

    private:
        void on_request_impl(http::verb verb, string_view, string_view target, int version,
                             ErrorCode &error) override
        {
            m_beast.requestLine(verb, target, version, error);
        }
        void on_response_impl(int, string_view, int, ErrorCode &) override { }
        void on_field_impl(http::field field, string_view name, string_view value,
                           ErrorCode &error) override
        {
            m_beast.field(field, name, value, error);
        }
        void on_header_impl(ErrorCode &error) override { m_beast.head(*this, error); }
        void on_body_init_impl(const boost::optional<std::uint64_t> &size, ErrorCode &) override
        {
            if (size && !m_beast.m_message->file)
                m_beast.m_message->body.reserve(qsizetype(*size));
        }
        std::size_t on_body_impl(string_view bytes, ErrorCode &error) override
        {
            m_beast.check(m_beast.m_body.append({ bytes.data(), bytes.size() }), error);
            return bytes.size();
        }
        void on_chunk_header_impl(std::uint64_t size, string_view, ErrorCode &error) override
        {
            m_beast.m_inChunks = true;
            m_beast.check(m_beast.m_body.expect(size), error);
        }
        std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, ErrorCode &error) override
        {
            return on_body_impl(bytes, error);
        }
        void on_finish_impl(ErrorCode &) override { }

        Beast &m_beast;
    };

    void refuse(int status, const char *code, const char *detail, ErrorCode &error)
    {
        check(Refusal { status, code, detail }, error);
    }

    void check(const std::optional<Refusal> &refusal, ErrorCode &error)
    {
        if (!refusal)
            return;
        m_refusal = refusal;
        error = http::error::bad_value;
    }

    void requestLine(http::verb verb, string_view target, int version, ErrorCode &error)
    {
        if (version != 11 && version != 10) {
            error = http::error::bad_version;
            return;
        }
        m_message->http10 = version == 10;
        const auto method = methodOf(verb);
        if (!method)
            return refuse(501, "method_not_implemented", "That method is not known here.", error);
        m_message->method = *method;
        if (target.size() > size_t(m_limits.targetBytes))
            return refuse(414, "target_too_long", "The request target is longer than 8 KiB.",
                          error);
        const auto parts = splitTarget({ target.data(), target.size() }, *method);
        if (!parts)
            return refuse(400, "bad_target", "The request target is malformed.", error);
        m_message->target.assign(parts->originForm);
        m_message->authority.assign(parts->authority);
        m_message->scheme = parts->scheme;
        m_absolute = parts->scheme != Scheme::None;
    }

    void field(http::field field, string_view name, string_view value, ErrorCode &error)
    {
        if (m_headDone) // a trailer: it adds nothing to the request
            return;
        if (int(m_message->fields.size()) + m_hidden >= m_limits.headFields)
            return refuse(431, "too_many_fields", "The request has more than 100 header fields.",
                          error);
        switch (field) {
        case http::field::host:
            ++m_hosts;
            if (!m_absolute) // RFC 9112 §3.2.2
                m_message->authority.assign(value.data(), value.size());
            break;
        case http::field::content_length:
            ++m_lengths;
            if (value.empty() || value.find_first_not_of("0123456789") != string_view::npos)
                return refuse(400, "bad_content_length",
                              "The Content-Length is not one plain number.", error);
            break;
        case http::field::transfer_encoding:
            ++m_codings;
            if (value.starts_with("chunked,")) // RFC 9112 §6.1: nothing comes behind it
                return refuse(400, "bad_coding", "The chunked coding is not the last one.", error);
            if (!equals(value, "chunked"))
                return refuse(501, "coding_not_implemented",
                              "Only the chunked transfer coding is known.", error);
            break;
        case http::field::expect:
            if (!equals(value, "100-continue"))
                return refuse(417, "expectation_failed", "Only 100-continue can be expected.",
                              error);
            m_message->expectsContinue = true;
            break;
        default:
            break;
        }
        if (isHopByHop(field)) {
            ++m_hidden;
            return;
        }
        std::string &text = m_message->text;
        const auto at = std::uint32_t(text.size());
        text.append(name.data(), name.size()).append(value.data(), value.size());
        m_message->fields.push_back({ at, std::uint32_t(name.size()),
                                      at + std::uint32_t(name.size()),
                                      std::uint32_t(value.size()) });
    }

    void head(const Parser &parser, ErrorCode &error)
    {
        if (m_hosts > 1 || (m_hosts == 0 && !m_message->http10))
            return refuse(400, "bad_host", "A request must have one Host field.", error);
        if (m_lengths > 1 || m_codings > 1 || (m_lengths && m_codings)
            || (m_codings && m_message->http10))
            return refuse(400, "ambiguous_length",
                          "The request says more than once, or in two ways, how long its body is.",
                          error);
        if (!isAuthority(m_message->authority) && !(m_message->http10 && m_hosts == 0))
            return refuse(400, "bad_host", "The Host field is malformed.", error);
        if (const auto size = parser.content_length())
            check(m_body.expect(*size), error);
        if (error)
            return;
        m_message->keepAlive = parser.keep_alive();
        m_headDone = true;
    }

    const Limits &m_limits;
    BodyReceiver m_body;
    std::optional<Parser> m_parser;
    Message *m_message = nullptr;
    std::optional<Refusal> m_refusal;
    int m_hosts = 0, m_lengths = 0, m_codings = 0, m_hidden = 0;
    bool m_absolute = false, m_headDone = false, m_inChunks = false;
};

RequestParser::RequestParser(const Limits &limits, BodyPlaces places)
    : m_limits(limits)
    , m_beast(std::make_unique<Beast>(limits, std::move(places)))
{ }

RequestParser::~RequestParser() = default;

void RequestParser::begin(MessageRef message)
{
    m_message = std::move(message);
    m_message->maxJsonDepth = m_limits.jsonDepth;
    m_beast->begin(*m_message);
    m_status = Status::NeedsHead;
    m_scanned = 0;
}

size_t RequestParser::take(std::string_view bytes)
{
    size_t taken = m_status == Status::NeedsHead ? takeHead(bytes) : 0;
    if (m_status == Status::NeedsBody)
        takeBody(bytes, taken);
    return taken;
}

size_t RequestParser::takeHead(std::string_view bytes)
{
    const HeadScan scan = scanHead(bytes, m_scanned, m_limits);
    if (scan.refusal) {
        m_refusal = *scan.refusal;
        m_status = Status::Refused;
        return 0;
    }
    if (scan.size == 0)
        return 0;
    ErrorCode error;
    m_beast->put(bytes.substr(0, size_t(scan.size)), error);
    if ((error && error != http::error::need_more) || !m_beast->isHeadDone()) {
        m_refusal = m_beast->refusalFor(error);
        const auto line = bytes.substr(0, bytes.find('\r'));
        if (m_refusal.status == 505 && line.find(" HTTP/") == std::string_view::npos)
            m_refusal = { 400, "malformed_request", "The request is not well-formed HTTP." };
        m_status = Status::Refused;
        return 0;
    }
    m_status = m_beast->isDone() ? Status::Complete : Status::NeedsBody;
    return size_t(scan.size);
}

void RequestParser::takeBody(std::string_view bytes, size_t &taken)
{
    // What Beast doesn't take at once, a chunk's line or the last one's with the
    // trailer, is limited like a head: it has no limit for them.
    const auto mostAtOnce = size_t(m_limits.headBytes);
    while (taken < bytes.size() && m_status == Status::NeedsBody) {
        const auto next = bytes.substr(taken, mostAtOnce);
        // Beast asserts that a last chunk which is the first one comes whole.
        if (m_beast->isBeforeFirstChunk() && next.size() < 5 && next.starts_with('0'))
            return;
        ErrorCode error;
        const size_t count = m_beast->put(next, error);
        taken += count;
        if (error && error != http::error::need_more) {
            m_refusal = m_beast->refusalFor(error);
            m_status = Status::Refused;
        } else if (m_beast->isDone()) {
            m_status = Status::Complete;
        } else if (count == 0) {
            if (next.size() < mostAtOnce)
                return; // wants more behind what is left
            m_refusal = { 431, "head_too_large",
                          "A chunk's line or the trailer is larger than 16 KiB." };
            m_status = Status::Refused;
        }
    }
}

} // namespace frontdesk
