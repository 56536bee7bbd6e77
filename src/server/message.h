// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "server/bodybudget.h"
#include "server/method.h"
#include "server/scheme.h"

#include <QByteArray>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace frontdesk {

class BodyFile;
class Connection;
class MessagePool;

/// A request as it was received and checked. Owned by the routes that work on it
/// and by the connection that waits for them, through MessageRef; then its
/// buffers go back to the pool of its server thread.
struct Message
{
    struct Field
    {
        std::string_view name(const Message &m) const { return m.slice(nameAt, nameSize); }
        std::string_view value(const Message &m) const { return m.slice(valueAt, valueSize); }

        std::uint32_t nameAt, nameSize, valueAt, valueSize; // into Message::text
    };

    Method method = Method::Get;
    bool http10 = false;
    bool keepAlive = true; ///< the client's wish
    bool expectsContinue = false;
    Scheme scheme = Scheme::None; ///< of an absolute-form target
    std::string target; ///< path and query as sent, or "*"
    std::string authority; ///< of an absolute-form target, else Host; may be empty in HTTP/1.0
    std::string text; ///< names and values of the fields
    std::vector<Field> fields; ///< without those that concern the connection only
    QByteArray body; ///< empty where it is in a file
    std::shared_ptr<BodyFile> file; ///< null: the body is in memory
    int maxJsonDepth = 64; ///< of a body that is JSON
    BodyBudget::Share bodyShare; ///< the memory, or the room on disk, it may take

    Connection *connection = nullptr; ///< null: the client has gone
    ExchangeTimes times;
    qint64 receivedAtMs = 0;
    quint64 number = 0; ///< counts up within a server thread

    /// The first field of that name, case aside; a null view where there is none.
    std::string_view header(std::string_view name) const;
    /// An Accept field names that media type (case and quality aside).
    bool accepts(std::string_view type) const;
    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const;

    std::string_view slice(size_t at, size_t size) const
    {
        return std::string_view(text).substr(at, size);
    }

private:
    friend class MessageRef;
    friend class MessagePool;

    void clear();

    MessagePool *m_pool = nullptr;
    int m_references = 0;
};

/// A shared hold on a Message, within its server thread.
class MessageRef
{
public:
    MessageRef() = default;
    explicit MessageRef(Message *message);
    MessageRef(const MessageRef &other)
        : MessageRef(other.m_message)
    { }
    MessageRef(MessageRef &&other) noexcept
        : m_message(std::exchange(other.m_message, nullptr))
    { }
    MessageRef &operator=(MessageRef other) noexcept
    {
        std::swap(m_message, other.m_message);
        return *this;
    }
    ~MessageRef();

    Message *operator->() const { return m_message; }
    Message &operator*() const { return *m_message; }
    explicit operator bool() const { return m_message; }

private:
    Message *m_message = nullptr;
};

/// The messages of one server thread; outlives all their holders.
class MessagePool
{
public:
    MessagePool() = default;
    ~MessagePool();
    Q_DISABLE_COPY_MOVE(MessagePool)

    MessageRef take();

private:
    friend class MessageRef;
    void giveBack(Message *message);

    std::vector<Message *> m_free;
    quint64 m_taken = 0;
};

/// ASCII case aside (RFC 9110 §5.1).
inline bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace frontdesk
