// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include "transfer/userreader.h"

#include <string>

// A file of users, in each format, at once and in pieces: what is read must not
// depend on how it was cut, and whatever it gives is a user that may be stored.

using namespace frontdesk;
using namespace frontdesk::fuzz;

namespace {

void describe(std::string &out, const Error &error)
{
    require(!error.code.isEmpty() || !error.fields.isEmpty(), "an error says what it is");
    out.append(error.code.toStdString()).append(":").append(error.detail.toStdString());
    for (const FieldError &field : error.fields)
        out.append(" ").append(field.field.toStdString()).append(field.code.toStdString());
    out.append("\n");
}

std::string read(UserFormat format, std::string_view bytes, std::string_view steps)
{
    std::string out;
    qint64 lastLine = 0;
    const auto reader = UserReader::make(format, [&](UserRow &&row) {
        require(row.line >= lastLine && row.line >= 1, "rows come in the order of their lines");
        lastLine = row.line;
        out.append(std::to_string(row.line)).append(" ");
        if (!row.draft)
            return describe(out, row.draft.error());
        QJsonObject object { { QStringLiteral("name"), QString::fromStdString(row.draft->name) },
                             { QStringLiteral("email"),
                               QString::fromStdString(row.draft->email) } };
        const auto again = UserDraft::fromJson(object);
        require(again && again->name == row.draft->name && again->email == row.draft->email,
                "a user that was read is one that a route takes");
        out.append(row.draft->name).append(",").append(row.draft->email).append("\n");
    });
    Result<void> going;
    for (size_t step = 0; going && !bytes.empty(); ++step) {
        const size_t size
                = steps.empty() ? bytes.size() : Script::pieceSize(steps[step % steps.size()]);
        going = reader->feed(bytes.substr(0, size));
        bytes.remove_prefix(std::min(size, bytes.size()));
    }
    if (going)
        going = reader->finish();
    if (!going)
        describe(out, going.error());
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, size_t size)
{
    const Script script(data, size);
    for (const UserFormat format : { UserFormat::Csv, UserFormat::Json, UserFormat::NdJson })
        require(read(format, script.bytes, script.steps) == read(format, script.bytes, {}),
                "how a file is cut makes no difference");
    return 0;
}
