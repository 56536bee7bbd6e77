// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/responsereader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <limits>
#include <optional>
#include <utility>

namespace frontdesk {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::beast::error_code;

namespace {

constexpr std::uint32_t headLimit = 256 * 1024;

/// A Beast body that keeps up to a number of bytes, in a file where they are many.
struct BoundedBody
{
    struct value_type
    {
        ByteSpool spool;
        qint64 limit = 0;
        bool isLive = false;
        QByteArray fresh; ///< of a live one

        void addFresh(QByteArrayView bytes)
        {
            fresh.append(bytes.data(), bytes.size());
            if (fresh.size() > 2 * ResponseReader::mostFresh) // not each time: the rest is moved
                fresh.remove(0, fresh.size() - ResponseReader::mostFresh);
        }
    };

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields> &, value_type &body)
            : m_body(body)
        { }

        void init(const boost::optional<std::uint64_t> &, error_code &error) { error = {}; }

        template <class Buffers>
        std::size_t put(const Buffers &buffers, error_code &error)
        {
            error = {};
            std::size_t taken = 0;
            for (const asio::const_buffer buffer : boost::beast::buffers_range_ref(buffers)) {
                const qint64 room = m_body.limit - m_body.spool.size();
                const auto kept = std::min(qint64(buffer.size()), room);
                if (!m_body.spool.append({ static_cast<const char *>(buffer.data()), kept })) {
                    error = boost::system::errc::make_error_code(boost::system::errc::io_error);
                    break;
                }
                if (m_body.isLive)
                    m_body.addFresh({ static_cast<const char *>(buffer.data()), kept });
                taken += std::size_t(kept);
                if (kept < qint64(buffer.size())) {
                    error = http::error::body_limit;
                    break;
                }
            }
            return taken;
        }

        void finish(error_code &error) { error = {}; }

    private:
        value_type &m_body;
    };
};

QByteArray bytes(boost::beast::string_view text)
{
    return { text.data(), qsizetype(text.size()) };
}

} // namespace

class ResponseReader::Private
{
public:
    using Parser = http::response_parser<BoundedBody>;

    Private(bool headOnly, qint64 limit)
        : toHead(headOnly)
        , bodyLimit(limit)
    {
        restart();
    }

    void restart()
    {
        parser.emplace();
        parser->header_limit(headLimit);
        // Ours is BoundedBody's, which keeps the beginning. Not boost::none: Beast 1.74
        // then refuses every Content-Length.
        parser->body_limit(std::numeric_limits<std::uint64_t>::max());
        parser->skip(toHead);
        parser->get().body().limit = bodyLimit;
    }

    void parse()
    {
        while (state < State::Done) {
            error_code error;
            const auto used = parser->put(
                    asio::buffer(unparsed.constData(), size_t(unparsed.size())), error);
            unparsed.remove(0, qsizetype(used));
            if (error == http::error::need_more)
                break;
            if (error)
                return stop(error);
            if (parser->is_done() && parser->get().result_int() / 100 == 1
                && parser->get().result_int() != 101) {
                restart(); // an interim answer: the real one follows
                continue;
            }
            if (parser->is_header_done()) // the parser stops there, before the body
                parser->get().body().isLive = isEventStream();
            if (parser->is_done())
                state = State::Done;
            else if (unparsed.isEmpty())
                break;
        }
        if (state == State::Waiting && parser->is_header_done())
            state = State::Body;
    }

    bool isEventStream() const
    {
        const auto type = parser->get()[http::field::content_type];
        return boost::beast::iequals(type.substr(0, type.find(';')), "text/event-stream");
    }

    void stop(const error_code &error)
    {
        state = error == http::error::body_limit ? State::Full : State::Broken;
        errorText = QString::fromStdString(error.message());
        storageErrorText = parser->get().body().spool.errorText();
    }

    const bool toHead;
    const qint64 bodyLimit;
    std::optional<Parser> parser;
    QByteArray unparsed;
    State state = State::Waiting;
    QString errorText, storageErrorText;
};

ResponseReader::ResponseReader(bool toHead, qint64 bodyLimit)
    : d(std::make_unique<Private>(toHead, bodyLimit))
{ }

ResponseReader::~ResponseReader() = default;

ResponseReader::State ResponseReader::feed(QByteArrayView bytes)
{
    d->unparsed.append(bytes.data(), bytes.size());
    if (!d->unparsed.isEmpty())
        d->parse();
    return d->state;
}

ResponseReader::State ResponseReader::end()
{
    if (d->state >= State::Done)
        return d->state;
    if (!d->parser->got_some())
        return d->state = State::Broken;
    error_code error;
    d->parser->put_eof(error);
    if (error)
        d->stop(error);
    else
        d->state = d->parser->is_done() ? State::Done : State::Broken;
    return d->state;
}

IncomingResponse ResponseReader::head() const
{
    IncomingResponse response;
    if (!hasHead())
        return response;
    const auto &message = d->parser->get();
    response.status = int(message.result_int());
    response.reason = bytes(message.reason());
    response.version = int(message.version());
    for (const auto &field : message)
        response.headers.append({ bytes(field.name_string()), bytes(field.value()) });
    response.announcedSize = announcedSize();
    return response;
}

bool ResponseReader::isEventStream() const
{
    return hasHead() && d->isEventStream();
}

QByteArray ResponseReader::takeFresh()
{
    const QByteArray fresh = std::exchange(d->parser->get().body().fresh, {});
    return fresh.size() > mostFresh ? fresh.last(mostFresh) : fresh;
}

IncomingResponse ResponseReader::takeResponse()
{
    IncomingResponse response = head();
    if (!hasHead())
        return response;
    response.body = d->parser->get().body().spool.take();
    response.bodyCut = d->state == State::Full;
    response.hasExcess = d->state == State::Done && !d->unparsed.isEmpty();
    return response;
}

qint64 ResponseReader::bodyBytes() const
{
    return d->parser->get().body().spool.size();
}

bool ResponseReader::hasHead() const
{
    return d->parser->is_header_done();
}

qint64 ResponseReader::announcedSize() const
{
    if (!hasHead())
        return -1;
    const auto length = d->parser->content_length();
    return length ? qint64(*length) : -1;
}

QString ResponseReader::errorText() const
{
    return d->errorText;
}

QString ResponseReader::storageErrorText() const
{
    return d->storageErrorText;
}

} // namespace frontdesk
