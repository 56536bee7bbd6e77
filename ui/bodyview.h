// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/bodytext.h"

#include <QByteArray>
#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class BodyView;
}

/// A body of a request or an answer to look at: pretty or raw, and to save. What
/// is large is prepared on a pool thread, and shown in part with a word on it.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    explicit BodyView(QWidget *parent = nullptr);
    ~BodyView() override;

    /// @p note is shown beside what the view has to say itself.
    void setBody(const QByteArray &body, const QByteArray &contentType, const QString &note = {});
    void clear();

private:
    void prepare();
    void present(const BodyText &text);
    void save();

    std::unique_ptr<Ui::BodyView> ui;
    QByteArray m_body;
    QByteArray m_contentType;
    QString m_note;
    quint64 m_ticket = 0; ///< a newer body makes what is prepared stale
};

} // namespace frontdesk
