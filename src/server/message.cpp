// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/message.h"

#include <QtAlgorithms>

#include <algorithm>

namespace frontdesk {

namespace {

// A message that once held more gives its memory back.
constexpr size_t keptText = 4096;
constexpr size_t keptMessages = 256;

} // namespace

std::string_view Message::header(std::string_view name) const
{
    for (const Field &field : fields) {
        if (field.nameSize == name.size() && equalsIgnoreCase(field.name(*this), name))
            return field.value(*this);
    }
    return {};
}

bool Message::accepts(std::string_view type) const
{
    const auto contains = [type](std::string_view value) {
        const auto same = [](char a, char b) { return equalsIgnoreCase({ &a, 1 }, { &b, 1 }); };
        return std::search(value.begin(), value.end(), type.begin(), type.end(), same)
                != value.end();
    };
    return std::any_of(fields.begin(), fields.end(), [&](const Field &field) {
        return equalsIgnoreCase(field.name(*this), "Accept") && contains(field.value(*this));
    });
}

std::string_view Message::query() const
{
    const size_t mark = target.find('?');
    return mark == std::string::npos ? std::string_view()
                                     : std::string_view(target).substr(mark + 1);
}

void Message::clear()
{
    method = Method::Get;
    http10 = expectsContinue = false;
    scheme = Scheme::None;
    keepAlive = true;
    target.clear();
    authority.clear();
    text.clear();
    fields.clear();
    body = QByteArray();
    file.reset();
    bodyShare.giveBack();
    connection = nullptr;
    times = {};
}

MessageRef::MessageRef(Message *message)
    : m_message(message)
{
    if (m_message)
        ++m_message->m_references;
}

MessageRef::~MessageRef()
{
    if (m_message && --m_message->m_references == 0)
        m_message->m_pool->giveBack(m_message);
}

MessagePool::~MessagePool()
{
    qDeleteAll(m_free);
}

MessageRef MessagePool::take()
{
    Message *message = nullptr;
    if (m_free.empty()) {
        message = new Message;
        message->m_pool = this;
    } else {
        message = m_free.back();
        m_free.pop_back();
    }
    message->number = ++m_taken;
    return MessageRef(message);
}

void MessagePool::giveBack(Message *message)
{
    if (m_free.size() >= keptMessages || message->text.capacity() > keptText
        || message->target.capacity() > keptText) {
        delete message;
        return;
    }
    message->clear();
    m_free.push_back(message);
}

} // namespace frontdesk
