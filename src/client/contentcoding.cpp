// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/contentcoding.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

tl::unexpected<Error> wrong(const QByteArray &coding, const char *reason)
{
    return failure(ErrorKind::Malformed, QStringLiteral("wrong_coding"),
                   QStringLiteral("The body says it were %1, but %2.")
                           .arg(QString::fromLatin1(coding), QLatin1String(reason)));
}

class Inflater
{
public:
    explicit Inflater(int windowBits) { m_good = inflateInit2(&m_stream, windowBits) == Z_OK; }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    ~Inflater()
    {
        if (m_good)
            inflateEnd(&m_stream);
    }

    Result<StoredBytes> run(QByteArrayView bytes, const QByteArray &coding, qint64 atMost,
                            const std::stop_token &stop)
    {
        ByteSpool spool;
        std::array<char, 256 << 10> out; // NOLINT(cppcoreguidelines-pro-type-member-init)
        int code = m_good ? Z_OK : Z_MEM_ERROR;
        qsizetype taken = 0;
        while (code == Z_OK || code == Z_BUF_ERROR) {
            if (stop.stop_requested())
                return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"), QString());
            const auto piece = std::min<qsizetype>(bytes.size() - taken, 64 << 10);
            m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data() + taken));
            m_stream.avail_in = uInt(piece);
            m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
            m_stream.avail_out = uInt(out.size());
            code = inflate(&m_stream, Z_NO_FLUSH);
            taken += piece - qsizetype(m_stream.avail_in);
            const qint64 made = qint64(out.size()) - m_stream.avail_out;
            if (spool.size() + made > atMost)
                return wrong(coding, "it would become too large");
            if (!spool.append({ out.data(), made }))
                return failure(ErrorKind::Io, QStringLiteral("not_kept"), spool.errorText());
            if (code == Z_BUF_ERROR && taken >= bytes.size())
                return wrong(coding, "it breaks off");
            if (code == Z_STREAM_END && taken < bytes.size()) { // a further member of gzip
                if (inflateReset(&m_stream) != Z_OK)
                    break;
                code = Z_OK;
            }
        }
        if (code != Z_STREAM_END)
            return wrong(coding, "it isn't");
        return spool.take();
    }

private:
    z_stream m_stream {};
    bool m_good = false;
};

} // namespace

Result<StoredBytes> decoded(const StoredBytes &body, const QByteArray &contentEncoding,
                            qint64 atMost, const std::stop_token &stop)
{
    const QByteArray coding = contentEncoding.trimmed().toLower();
    if (coding.isEmpty() || coding == "identity" || body.isEmpty())
        return body;
    if (coding == "gzip" || coding == "x-gzip")
        return Inflater(15 + 16).run(body.view(), coding, atMost, stop);
    if (coding == "deflate") {
        auto zlib = Inflater(15).run(body.view(), coding, atMost, stop);
        if (zlib || zlib.error().kind != ErrorKind::Malformed)
            return zlib;
        // Some servers send it without zlib's frame.
        return Inflater(-15).run(body.view(), coding, atMost, stop);
    }
    return failure(ErrorKind::UnsupportedType, QStringLiteral("unknown_coding"),
                   QStringLiteral("The body's coding %1 can't be read here.")
                           .arg(QString::fromLatin1(coding)));
}

} // namespace frontdesk
