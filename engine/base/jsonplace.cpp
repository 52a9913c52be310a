// SPDX-License-Identifier: MIT
#include "engine/base/jsonplace.h"

#include <QStringList>

namespace Foray {

namespace {

class Scanner
{
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    {
    }

    qsizetype find(const QByteArrayList &tokens)
    {
        skipSpace();
        qsizetype found = m_at;
        for (const QByteArray &token : tokens) {
            if (!enter(token))
                break;
            found = m_at;
        }
        return found;
    }

private:
    char current() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[m_at]))
            ++m_at;
    }

    // From the beginning of a value to that of the one under the token in it.
    bool enter(const QByteArray &token)
    {
        const bool isObject = current() == '{';
        if (!isObject && current() != '[')
            return false;
        ++m_at;
        for (int index = 0;; ++index) {
            skipSpace();
            if (current() == '}' || current() == ']' || current() == '\0')
                return false;
            QByteArray key = QByteArray::number(index);
            if (isObject) {
                const qsizetype start = m_at + 1;
                skipString();
                key = m_text.mid(start, m_at - start - 1);
                skipSpace();
                ++m_at; // the colon
                skipSpace();
            }
            if (key == token)
                return true;
            skipValue();
            skipSpace();
            if (current() == ',')
                ++m_at;
        }
    }

    void skipString()
    {
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at)
            m_at += m_text[m_at] == '\\';
        ++m_at;
    }

    void skipValue()
    {
        int depth = 0;
        do {
            const char c = current();
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                return;
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            ++m_at;
        } while (m_at < m_text.size());
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

} // namespace

qsizetype placeOfPointer(const QByteArray &text, const QString &pointer)
{
    QByteArrayList tokens;
    for (const QString &token : pointer.split(u'/').mid(1))
        tokens += QString(token)
                      .replace(QStringLiteral("~1"), QStringLiteral("/"))
                      .replace(QStringLiteral("~0"), QStringLiteral("~"))
                      .toUtf8();
    return Scanner(text).find(tokens);
}

QString lineAndColumn(const QByteArray &text, qsizetype offset)
{
    const QByteArray before = text.left(offset);
    const qsizetype line = before.lastIndexOf('\n') + 1;
    return QStringLiteral("line %1, column %2").arg(before.count('\n') + 1).arg(QString::fromUtf8(before.mid(line)).size() + 1);
}

} // namespace Foray
