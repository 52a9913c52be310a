// SPDX-License-Identifier: MIT
#include "engine/browser/keys.h"

#include <QHash>
#include <QStringList>

namespace Foray {

namespace {

const QHash<QString, Key> &namedKeys()
{
    static const QHash<QString, Key> keys = [] {
        QHash<QString, Key> map{
            {QStringLiteral("Enter"), {Qt::Key_Return, QStringLiteral("\r"), 0}},
            {QStringLiteral("Tab"), {Qt::Key_Tab, QStringLiteral("\t"), 0}},
            {QStringLiteral("Escape"), {Qt::Key_Escape, {}, 0}},
            {QStringLiteral("Backspace"), {Qt::Key_Backspace, {}, 0}},
            {QStringLiteral("Delete"), {Qt::Key_Delete, {}, 0}},
            {QStringLiteral("Insert"), {Qt::Key_Insert, {}, 0}},
            {QStringLiteral("Home"), {Qt::Key_Home, {}, 0}},
            {QStringLiteral("End"), {Qt::Key_End, {}, 0}},
            {QStringLiteral("PageUp"), {Qt::Key_PageUp, {}, 0}},
            {QStringLiteral("PageDown"), {Qt::Key_PageDown, {}, 0}},
            {QStringLiteral("ArrowLeft"), {Qt::Key_Left, {}, 0}},
            {QStringLiteral("ArrowRight"), {Qt::Key_Right, {}, 0}},
            {QStringLiteral("ArrowUp"), {Qt::Key_Up, {}, 0}},
            {QStringLiteral("ArrowDown"), {Qt::Key_Down, {}, 0}},
            {QStringLiteral("Space"), {Qt::Key_Space, QStringLiteral(" "), 0}},
            {QStringLiteral("Shift"), {Qt::Key_Shift, {}, 0}},
            {QStringLiteral("Control"), {Qt::Key_Control, {}, 0}},
            {QStringLiteral("Alt"), {Qt::Key_Alt, {}, 0}},
            {QStringLiteral("Meta"), {Qt::Key_Meta, {}, 0}},
            {QStringLiteral("CapsLock"), {Qt::Key_CapsLock, {}, 0}},
            {QStringLiteral("ContextMenu"), {Qt::Key_Menu, {}, 0}},
        };
        for (int n = 1; n <= 24; ++n)
            map.insert(u'F' + QString::number(n), {Qt::Key_F1 + n - 1, {}, 0});
        return map;
    }();
    return keys;
}

} // namespace

std::optional<Key> keyForCharacter(QChar c)
{
    if (c == u'\n')
        return namedKeys().value(QStringLiteral("Enter"));
    if (c == u'\t')
        return namedKeys().value(QStringLiteral("Tab"));
    if (c.isSurrogate() || c.category() == QChar::Mark_NonSpacing || c.unicode() < 0x20)
        return std::nullopt;
    static const QString shifted = QStringLiteral("~!@#$%^&*()_+{}|:\"<>?");
    const bool shift = (c >= u'A' && c <= u'Z') || shifted.contains(c);
    const int qtKey = c.unicode() < 0x80 ? c.toUpper().unicode() : 0;
    return Key{qtKey, QString(c), shift ? ShiftKey : NoModifier};
}

Result<Key> keyForName(const QString &name)
{
    const auto it = namedKeys().constFind(name);
    if (it != namedKeys().cend())
        return *it;
    if (name.size() == 1) {
        if (const auto key = keyForCharacter(name.front()))
            return *key;
    }
    return failure(
        ErrorKind::InvalidArgument,
        QStringLiteral("There is no key '%1'. Keys are named as in the UI Events standard: 'a', 'Enter', 'ArrowDown', 'F5'.")
            .arg(name.left(40)));
}

Result<Chord> parseChord(const QString &chord)
{
    Chord result;
    QString rest = chord;
    // The last part may itself be "+".
    for (qsizetype plus = 0; (plus = rest.indexOf(u'+')) > 0 && plus + 1 < rest.size(); rest = rest.mid(plus + 1)) {
        const auto key = keyForName(rest.left(plus));
        if (!key)
            return failure(key.error());
        if (modifierOfKey(key->qtKey) == NoModifier)
            return failure(ErrorKind::InvalidArgument,
                           QStringLiteral("'%1' in '%2' is no modifier: use Control, Shift, Alt or Meta.")
                               .arg(rest.left(plus), chord.left(80)));
        result.modifiers |= modifierOfKey(key->qtKey);
    }
    const auto key = keyForName(rest);
    if (!key)
        return failure(key.error());
    result.key = *key;
    return result;
}

Qt::KeyboardModifiers qtModifiers(int modifiers)
{
    Qt::KeyboardModifiers result;
    result.setFlag(Qt::AltModifier, modifiers & AltKey);
    result.setFlag(Qt::ControlModifier, modifiers & ControlKey);
    result.setFlag(Qt::MetaModifier, modifiers & MetaKey);
    result.setFlag(Qt::ShiftModifier, modifiers & ShiftKey);
    return result;
}

int qtModifierKey(int modifier)
{
    switch (modifier) {
    case AltKey: return Qt::Key_Alt;
    case ControlKey: return Qt::Key_Control;
    case MetaKey: return Qt::Key_Meta;
    default: return Qt::Key_Shift;
    }
}

int modifierOfKey(int qtKey)
{
    switch (qtKey) {
    case Qt::Key_Alt: return AltKey;
    case Qt::Key_Control: return ControlKey;
    case Qt::Key_Meta: return MetaKey;
    case Qt::Key_Shift: return ShiftKey;
    default: return NoModifier;
    }
}

} // namespace Foray
