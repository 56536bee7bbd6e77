// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "autheditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace frontdesk {

AuthEditor::AuthEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
{
    m_kind->setObjectName(QStringLiteral("authBox"));
    m_kind->addItems({ tr("No authorization"), tr("Basic"), tr("Bearer token") });
    m_kind->setToolTip(tr("How the request says who sends it"));
    m_kind->setAccessibleName(tr("Authorization"));
    m_kind->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);

    m_user = addLine("userEdit", tr("User"), tr("The user's name, without a colon"), false);
    m_password = addLine("passwordEdit", tr("Password"), tr("The user's password"), true);
    m_token = addLine("tokenEdit", tr("Token"), tr("Sent as Authorization: Bearer …"), true);

    auto *none = new QLabel(tr("The request carries no Authorization field, unless one stands "
                               "among the headers."),
                            this);
    none->setWordWrap(true);
    none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *basic = new QWidget(this);
    auto *basicForm = new QFormLayout(basic);
    basicForm->setContentsMargins(0, 0, 0, 0);
    basicForm->addRow(tr("&User"), m_user);
    basicForm->addRow(tr("&Password"), m_password);
    auto *bearer = new QWidget(this);
    auto *bearerForm = new QFormLayout(bearer);
    bearerForm->setContentsMargins(0, 0, 0, 0);
    bearerForm->addRow(tr("&Token"), m_token);
    for (QWidget *page : { static_cast<QWidget *>(none), basic, bearer })
        m_pages->addWidget(page);
    auto *showSecrets = new QCheckBox(tr("Show what is secret"), this);
    showSecrets->setObjectName(QStringLiteral("showSecretsBox"));
    showSecrets->setAccessibleName(showSecrets->text());
    showSecrets->setToolTip(tr("Show the password and the token as they are"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_kind);
    layout->addWidget(m_pages);
    layout->addWidget(showSecrets);
    layout->addStretch(1);

    connect(showSecrets, &QCheckBox::toggled, this, [this](bool shown) {
        for (QLineEdit *line : { m_password, m_token })
            line->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this, showSecrets](int index) {
        m_pages->setCurrentIndex(index);
        showSecrets->setVisible(index > 0);
        emit edited();
    });
    showSecrets->hide();
}

QLineEdit *AuthEditor::addLine(const char *name, const QString &label, const QString &hint,
                               bool secret)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1String(name));
    line->setAccessibleName(label);
    line->setToolTip(hint);
    line->setPlaceholderText(hint);
    if (secret)
        line->setEchoMode(QLineEdit::Password);
    connect(line, &QLineEdit::textChanged, this, &AuthEditor::edited);
    return line;
}

void AuthEditor::read(const RequestDraft &draft)
{
    m_user->setText(draft.user);
    m_password->setText(draft.password);
    m_token->setText(draft.token);
    m_kind->setCurrentIndex(int(draft.auth));
}

void AuthEditor::write(RequestDraft &draft) const
{
    draft.auth = RequestDraft::Auth(m_kind->currentIndex());
    draft.user = m_user->text();
    draft.password = m_password->text();
    draft.token = m_token->text();
}

} // namespace frontdesk
