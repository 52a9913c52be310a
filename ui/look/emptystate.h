// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace Foray {

// What an empty panel shows: what will stand there, and what to do for it.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const QString &title, const QString &text, QWidget *parent = nullptr);
};

} // namespace Foray
