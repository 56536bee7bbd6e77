// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exampleslist.h"

#include "client/querytext.h"
#include "http/httpmessage.h"
#include "twolinedelegate.h"

namespace frontdesk {

RequestDraft draftOf(const ExampleRequest &example, const QUrl &server)
{
    RequestDraft draft;
    draft.method = QString::fromLatin1(example.method);
    draft.url = server.toString() + QString::fromUtf8(example.target);
    draft.query = queryFields(draft.url);
    if (const auto headers = parseHeaders(example.headers)) {
        for (const HeaderField &field : *headers)
            draft.headers.append(
                    { true, QString::fromUtf8(field.name), QString::fromUtf8(field.value) });
    }
    draft.text = example.body;
    const DraftField *type = enabledField(draft.headers, "Content-Type");
    if (example.body.isEmpty())
        draft.bodyKind = RequestDraft::BodyKind::None;
    else if (type && type->value.contains(QLatin1String("json")))
        draft.bodyKind = RequestDraft::BodyKind::Json;
    else
        draft.bodyKind = RequestDraft::BodyKind::Text;
    return draft;
}

ExamplesList::ExamplesList(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("The tutorial's requests"));
    setToolTip(tr("Click fills the request in, double-click sends it"));
    const auto examples = tutorialRequests();
    for (const ExampleRequest &example : examples)
        addItem(example.title);
    setItemDelegate(new TwoLineDelegate(
            [examples](const QModelIndex &index) {
                const ExampleRequest &example = examples[index.row()];
                return TwoLineDelegate::Content {
                    example.title, QString::fromLatin1(example.method + ' ' + example.target),
                    example.expectation, Tone::Info
                };
            },
            this));
    connect(this, &QListWidget::itemClicked, this,
            [this, examples](QListWidgetItem *item) { emit chosen(examples[row(item)]); });
    connect(this, &QListWidget::itemActivated, this,
            [this, examples](QListWidgetItem *item) { emit activated(examples[row(item)]); });
}

} // namespace frontdesk
