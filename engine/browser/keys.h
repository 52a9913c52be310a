// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/plan/step.h"

#include <QString>
#include <Qt>

#include <optional>

namespace Foray {

// One key of a US keyboard: W3C UI Events `key` values as plans write them, and what Qt needs to press it.
struct Key
{
    int qtKey = 0;
    QString text;               // what it types; empty for Enter's like
    int modifiers = NoModifier; // Shift, where the character needs it
};

struct Chord
{
    Key key;
    int modifiers = NoModifier;
    // With Control or Meta held a key types nothing.
    QString text() const { return modifiers & (ControlKey | MetaKey) ? QString() : key.text; }
};

std::optional<Key> keyForCharacter(QChar c); // what a US keyboard can type, and any other BMP letter as text alone
Result<Key> keyForName(const QString &name); // "Enter", "ArrowLeft", "F5", "a", "Shift"
Result<Chord> parseChord(const QString &chord);

Qt::KeyboardModifiers qtModifiers(int modifiers);
int qtModifierKey(int modifier); // Qt::Key_Control …
int modifierOfKey(int qtKey);    // NoModifier for other keys

} // namespace Foray
