// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/comingtext.h"
#include "client/largebody.h"
#include "client/textsearch.h"

#include <QByteArray>
#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

class QStackedWidget;

namespace frontdesk {

namespace Ui {
class BodyView;
}

class FindBar;
class JsonHighlighter;
class LargeTextView;

/// A body of a request or an answer to look at, of any size: pretty or raw, to search
/// and to save. What is large is prepared on a pool thread; another body, or the other
/// look, stops that.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    explicit BodyView(QWidget *parent = nullptr);
    ~BodyView() override;

    /// @p note is shown beside what the view has to say itself.
    void setBody(const StoredBytes &body, const BodyFields &fields, const QString &note = {});
    void clear();
    /// More of a body that still comes, as text; of a long one its end. setBody() shows
    /// it whole.
    void append(const QByteArray &utf8);
    void openFindBar();

private:
    void prepare();
    void present(const ShownBody &body);
    bool isAtEnd() const;
    void scrollToEnd();
    void note(const QString &text);
    void find(const QString &words);
    void presentMatches(const TextMatches &matches, qint64 size);
    void showMatch(qsizetype index);
    void save();

    std::unique_ptr<Ui::BodyView> ui;
    QStackedWidget *m_pages;
    LargeTextView *m_largeView;
    JsonHighlighter *m_highlighter;
    FindBar *m_findBar;
    StoredBytes m_body;
    BodyFields m_fields;
    QString m_note;
    ShownBody m_shown;
    TextMatches m_matches; ///< in the short text: of characters
    qint64 m_matchSize = 0;
    std::optional<ComingText> m_coming; ///< of a body that is shown while it comes
    quint64 m_ticket = 0; ///< a newer body makes what is prepared stale
    quint64 m_findTicket = 0;
    std::stop_source m_preparing, m_finding;
};

} // namespace frontdesk
