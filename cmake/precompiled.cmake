# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Headers of other projects that nearly every file reads, compiled once: half of
# a build's time was reading them. A file still includes what it uses, as
# `./dev lint` sees it (it reads files without this).
add_library(frontdesk_headers OBJECT EXCLUDE_FROM_ALL cmake/precompiled.cpp)
target_link_libraries(frontdesk_headers PRIVATE Qt6::Core tl::expected frontdesk_options)
target_precompile_headers(frontdesk_headers PRIVATE
    <algorithm> <array> <atomic> <chrono> <coroutine> <functional> <map> <memory> <mutex>
    <optional> <span> <stop_token> <string> <string_view> <thread> <unordered_map> <utility>
    <variant> <vector> <tl/expected.hpp>
    <QByteArray> <QCoreApplication> <QDateTime> <QDir> <QFile> <QFutureWatcher> <QHash>
    <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QSet> <QString>
    <QStringBuilder> <QStringList> <QTemporaryDir> <QThread> <QTimer> <QUrl> <QUrlQuery>)

add_library(frontdesk_widget_headers OBJECT EXCLUDE_FROM_ALL cmake/precompiled.cpp)
target_link_libraries(frontdesk_widget_headers PRIVATE Qt6::Widgets tl::expected frontdesk_options)
target_precompile_headers(frontdesk_widget_headers PRIVATE
    <algorithm> <atomic> <chrono> <coroutine> <functional> <map> <memory> <mutex> <optional>
    <span> <stop_token> <string> <string_view> <unordered_map> <utility> <variant> <vector>
    <tl/expected.hpp>
    <QAbstractItemModel> <QJsonDocument> <QJsonObject> <QStringBuilder> <QTemporaryDir> <QThread>
    <QTimer> <QUrl>
    <QAction> <QApplication> <QComboBox> <QDialog> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit>
    <QMainWindow> <QMenu> <QPainter> <QPlainTextEdit> <QPushButton> <QStyledItemDelegate>
    <QTableView> <QToolButton> <QTreeView> <QVBoxLayout> <QWidget>)
