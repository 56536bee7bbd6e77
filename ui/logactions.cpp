// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logactions.h"

#include "client/curlcommand.h"
#include "logview.h"
#include "models/filteredlogmodel.h"
#include "models/texts.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace frontdesk {

namespace {

QString headersText(const QList<HeaderField> &headers)
{
    QString text;
    for (const HeaderField &field : headers)
        text += QString::fromLatin1(field.name + QByteArray(": ") + field.value) + u'\n';
    return text;
}

/// Why it can't be sent again as it was; empty where it can.
QString obstacle(const LoggedRequest &request)
{
    if (request.method.isEmpty() || !request.target.startsWith('/'))
        return LogActions::tr("Only a request for a path can be sent again.");
    if (!request.isWhole())
        return LogActions::tr("It can't be sent again: the log has %1 of the %2 of its body.")
                .arg(sizeText(request.body.size()), sizeText(request.bodySize));
    return {};
}

QString maskedNote(const LoggedRequest &request)
{
    const QByteArrayList names = request.maskedNames();
    return names.isEmpty() ? QString()
                           : u' '
                    + LogActions::tr("Masked in the log and left out: %1.")
                              .arg(QString::fromLatin1(names.join(", ")));
}

} // namespace

LogActions::LogActions(LogView &view, const FilteredLogModel &rows, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_rows(rows)
{
    add(tr("Open in the Request Panel"), tr("Fill it in there, to change it and send it again"),
        Qt::CTRL | Qt::Key_O, &LogActions::open);
    add(tr("Send Again"), tr("Send it to the server of this window as it was"),
        Qt::CTRL | Qt::Key_R, &LogActions::replay);
    add(tr("Copy URL"), tr("Copy its URL"), QKeySequence::Copy, &LogActions::copyUrl);
    add(tr("Copy as cURL"), tr("Copy a shell command that sends the same; secrets stay masked"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_C, &LogActions::copyCurl);
    add(tr("Save Selection as HAR…"), tr("Save the selected requests as an HTTP Archive"),
        Qt::CTRL | Qt::Key_S, &LogActions::saveSelectedRequested);
    m_saveAll = add(tr("Save All as HAR…"), tr("Save all requests shown as an HTTP Archive"),
                    Qt::CTRL | Qt::SHIFT | Qt::Key_S, &LogActions::saveAllRequested);
    m_view.addActions(m_actions);
    m_view.setContextMenuPolicy(Qt::ActionsContextMenu);
    updateEnabled();
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LogActions::updateEnabled);
    connect(&m_view, &QAbstractItemView::activated, this, &LogActions::open);
    connect(&m_sender, &Sender::finished, this, &LogActions::replayed);
}

QAction *LogActions::add(const QString &text, const QString &toolTip, const QKeySequence &keys,
                         void (LogActions::*slot)())
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    m_actions.append(action);
    return action;
}

void LogActions::setServerAddress(const QUrl &address, const QSslCertificate &certificate)
{
    m_serverAddress = address;
    m_sender.setTrusted(certificate);
}

QByteArray LogActions::origin() const
{
    return m_serverAddress.isEmpty() ? QByteArray("http://127.0.0.1")
                                     : m_serverAddress.toString(QUrl::RemovePath).toUtf8();
}

QList<quint64> LogActions::selectedNumbers() const
{
    QList<quint64> numbers;
    for (const QItemSelectionRange &range : m_view.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            numbers.append(m_rows.numberOf(row));
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

void LogActions::updateEnabled()
{
    const bool selected = m_view.selectionModel()->hasSelection();
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(selected || action == m_saveAll);
}

/// The row with the focus where it is selected, or the selection's first.
std::optional<LoggedRequest> LogActions::current() const
{
    const QItemSelectionModel &selection = *m_view.selectionModel();
    QModelIndex row = selection.currentIndex();
    if (!row.isValid() || !selection.isSelected(row)) {
        if (!selection.hasSelection())
            return {};
        row = selection.selection().constFirst().topLeft();
    }
    return loggedRequest(m_rows.exchangeAt(row.row()), origin());
}

void LogActions::copyUrl()
{
    if (const auto request = current())
        QApplication::clipboard()->setText(QString::fromUtf8(request->url));
}

void LogActions::copyCurl()
{
    const auto request = current();
    if (!request)
        return;
    QApplication::clipboard()->setText(
            curlCommand({ request->method, request->url, request->headers, request->body }));
    if (request->body.size() < request->bodySize)
        emit told(tr("Copied with the %1 of the body that the log has, of %2.")
                          .arg(sizeText(request->body.size()), sizeText(request->bodySize)));
}

void LogActions::open()
{
    const auto request = current();
    if (!request)
        return;
    if (const QString why = obstacle(*request); !why.isEmpty()) {
        emit told(why);
        return;
    }
    if (!request->body.isValidUtf8() || request->body.contains('\0')
        || request->body.contains('\r')) {
        emit told(tr("Its body would change in an editor of text. Send Again keeps it as it is."));
        return;
    }
    emit openRequested(request->method, QString::fromUtf8(request->target),
                       headersText(request->sendableHeaders()), QString::fromUtf8(request->body));
    if (const QString note = maskedNote(*request); !note.isEmpty())
        emit told(note.trimmed());
}

void LogActions::replay()
{
    const auto request = current();
    if (!request)
        return;
    const QString why = m_serverAddress.isEmpty() ? tr("The server is stopped.")
            : m_sender.isSending()                ? tr("%1 is still under way.").arg(m_replayed)
                                                  : obstacle(*request);
    auto address = Address::parse(m_serverAddress.toString());
    if (!why.isEmpty() || !address) {
        emit told(why.isEmpty() ? address.error().detail : why);
        return;
    }
    address->target = request->target;
    m_replayed = QString::fromUtf8(request->method + ' ' + request->target.left(100));
    emit told(tr("%1 was sent again.").arg(m_replayed) + maskedNote(*request));
    m_sender.send({ request->method, *address, request->sendableHeaders(), { request->body } });
}

/// An answer has its row in the log.
void LogActions::replayed(const SendOutcome &outcome)
{
    if (!outcome.error.isEmpty())
        emit told(tr("%1, sent again: %2").arg(m_replayed, outcome.error));
}

} // namespace frontdesk
