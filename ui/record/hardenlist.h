// SPDX-License-Identifier: MIT
#pragma once

#include "engine/record/hardening.h"

#include <QList>
#include <QScrollArea>
#include <QString>

class QCheckBox;

namespace Foray {

// What replays have shown to be better otherwise: each with a box to tick, as it is and as it would be, and why.
class HardenList final : public QScrollArea
{
    Q_OBJECT
public:
    struct Item
    {
        Hardening hardening;
        QString title; // of its step
    };
    explicit HardenList(const QList<Item> &items, QWidget *parent = nullptr);

    QList<Hardening> chosen() const;

Q_SIGNALS:
    void chosenChanged();

private:
    QWidget *makeCard(const Item &item);

    QList<QPair<Hardening, QCheckBox *>> m_boxes;
};

} // namespace Foray
