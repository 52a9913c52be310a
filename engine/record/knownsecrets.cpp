// SPDX-License-Identifier: MIT
#include "engine/record/knownsecrets.h"

#include "engine/base/json.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrlQuery>
#include <QUuid>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace Foray {

namespace {

constexpr qsizetype shortest = 3; // characters; less stands in every text, so it cannot be searched for
constexpr qsizetype longest = 256;
constexpr qsizetype mostMarks = 200;
constexpr qsizetype longestText = 20000; // longer ones are not searched: they count as holding a secret
constexpr int deepest = 50;

const QString hiddenText = QStringLiteral("•••");

// foray.hash of resources/js/conditions.js, bit by bit.
class Digest
{
public:
    void add(QStringView text)
    {
        for (const QChar c : text) {
            m_a = (m_a ^ c.unicode()) * 2654435761U;
            m_b = (m_b ^ c.unicode()) * 1597334677U;
        }
    }
    quint64 value() const
    {
        const quint32 a = ((m_a ^ (m_a >> 16)) * 2246822507U) ^ ((m_b ^ (m_b >> 13)) * 3266489909U);
        const quint32 b = ((m_b ^ (m_b >> 16)) * 2246822507U) ^ ((a ^ (a >> 13)) * 3266489909U);
        return (quint64(b & 2097151U) << 32) | a;
    }

private:
    quint32 m_a = 0xdeadbeef;
    quint32 m_b = 0x41c6ce57;
};

// As the scripts squash it.
QString squashed(QString text)
{
    static const QRegularExpression blank(QStringLiteral("[\\s\u200b\u00ad]+"), QRegularExpression::UseUnicodePropertiesOption);
    return text.replace(blank, QStringLiteral(" ")).trimmed();
}

// And in small letters where that keeps the length.
QString folded(const QString &text)
{
    QString plain = squashed(text);
    for (QChar &c : plain) {
        const QString lower = c.unicode() < 128 ? QString(c.toLower()) : QString(c).toLower();
        c = lower.size() == 1 ? lower.front() : c;
    }
    return plain;
}

// Of CSS, of JavaScript and JSON: \31 23 and \".
QString unescaped(const QString &text)
{
    static const QRegularExpression escape(QStringLiteral("\\\\(?:([0-9a-fA-F]{1,6}) ?|(.))"));
    QString plain;
    qsizetype end = 0;
    for (auto it = escape.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        plain += QStringView(text).mid(end, match.capturedStart() - end);
        const char32_t code = match.captured(1).toUInt(nullptr, 16);
        plain += match.capturedLength(1) > 0 ? QString::fromUcs4(&code, 1) : match.captured(2);
        end = match.capturedEnd();
    }
    return plain + QStringView(text).mid(end);
}

QString decoded(QString text)
{
    return QUrl::fromPercentEncoding(text.replace(u'+', u' ').toUtf8());
}

const Json *member(const Json &object, const char *key)
{
    const auto it = object.is_object() ? object.find(key) : object.end();
    return it == object.end() ? nullptr : &*it;
}

template <std::size_t size>
bool isOneOf(const std::string &key, const char *const (&keys)[size])
{
    return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

// The words of the messages themselves: somebody's password may be one of them.
constexpr const char *ownWords[] = {"type", "what", "state", "button", "key", "tag", "role", "documentId"};
constexpr const char *explaining[] = {"value", "secret", "inferred", "words"};

} // namespace

void KnownSecrets::learn(const JsonValue &message)
{
    const Json &json = message.get();
    const Json *action = member(json, "action");
    const Json *marks = action ? member(*action, "marks") : nullptr;
    const Json *document = member(json, "documentId");
    if (!marks || !marks->is_array() || !document || !document->is_string())
        return;
    for (const Json &mark : *marks) {
        const Json *id = member(mark, "id");
        const Json *length = member(mark, "length");
        const Json *digest = member(mark, "digest");
        if (id && id->is_number() && length && length->is_number() && digest && digest->is_string())
            keep({toQString(*document), id->get<double>(), qsizetype(qBound(0.0, length->get<double>(), 1e6)),
                  toQString(*digest).toULongLong(nullptr, 16)});
    }
}

void KnownSecrets::learn(const QString &value)
{
    const QString plain = folded(value).left(longest);
    const QString salt = QUuid::createUuid().toString();
    Digest digest;
    digest.add(salt);
    digest.add(plain);
    keep({salt, 0, plain.size(), digest.value()});
}

// While it is typed, what a field holds takes the place of what it held.
void KnownSecrets::keep(const Mark &mark)
{
    if (mark.length < shortest || mark.length > longest)
        return;
    m_marks.removeIf([&](const Mark &known) { return known.salt == mark.salt && known.id == mark.id; });
    m_marks.append(mark);
    if (m_marks.size() > mostMarks)
        m_marks.removeFirst();
}

QList<qsizetype> KnownSecrets::find(const Mark &mark, const QString &folded) const
{
    QList<qsizetype> places;
    Digest salted;
    salted.add(mark.salt);
    for (qsizetype i = 0; i + mark.length <= folded.size(); ++i) {
        Digest digest = salted;
        digest.add(QStringView(folded).mid(i, mark.length));
        if (digest.value() == mark.digest)
            places.append(i);
    }
    return places;
}

bool KnownSecrets::holdsPlain(const QString &folded) const
{
    return std::any_of(m_marks.cbegin(), m_marks.cend(), [&](const Mark &mark) { return !find(mark, folded).isEmpty(); });
}

bool KnownSecrets::holds(const QString &text) const
{
    if (m_marks.isEmpty() || text.size() > longestText)
        return !m_marks.isEmpty();
    QStringList spellings{folded(text)};
    for (const QString &other : {unescaped(text), decoded(text), decoded(unescaped(text))}) {
        if (const QString spelling = folded(other); !spellings.contains(spelling))
            spellings.append(spelling);
    }
    return std::any_of(spellings.cbegin(), spellings.cend(), [this](const QString &spelling) { return holdsPlain(spelling); });
}

QString KnownSecrets::hidden(const QString &text) const
{
    if (!holds(text))
        return text;
    QString plain = squashed(text);
    const QString searched = plain.size() > longestText ? QString() : folded(plain);
    for (const Mark &mark : m_marks) {
        for (const qsizetype place : find(mark, searched))
            std::fill_n(plain.begin() + place, mark.length, QChar(QChar::Null));
    }
    static const QRegularExpression struck(QStringLiteral("\\x{0}+"));
    return plain.contains(QChar(QChar::Null)) ? plain.replace(struck, hiddenText) : hiddenText;
}

QUrl KnownSecrets::without(QUrl url) const
{
    QStringList folders = url.path(QUrl::FullyEncoded).split(u'/');
    for (QString &folder : folders)
        folder = holds(folder) ? QStringLiteral("*") : folder;
    url.setPath(folders.join(u'/'), QUrl::TolerantMode);
    auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    if (items.removeIf([this](const auto &item) { return holds(item.first) || holds(item.second); }) > 0) {
        QUrlQuery query;
        query.setQueryItems(items);
        url.setQuery(query);
    }
    if (holds(url.fragment()))
        url.setFragment({});
    return url.adjusted(holds(url.userInfo()) ? QUrl::RemoveUserInfo : QUrl::None);
}

JsonValue KnownSecrets::redacted(const JsonValue &message) const
{
    return JsonValue(clean(message.get(), 0));
}

// Without its selector a condition says something else.
bool KnownSecrets::isLostWith(const Json &item) const
{
    if (item.is_array())
        return std::any_of(item.begin(), item.end(), [this](const Json &each) { return each.is_string() && isLostWith(each); });
    const Json *text = item.is_object() ? member(item, "selector") : &item;
    return text && text->is_string() && holds(toQString(*text));
}

Json KnownSecrets::clean(const Json &value, int depth) const
{
    if (depth > deepest)
        return nullptr;
    if (value.is_array()) {
        Json all = Json::array();
        for (const Json &item : value) {
            if (!isLostWith(item))
                all.push_back(clean(item, depth + 1));
        }
        return all;
    }
    if (!value.is_object())
        return value;
    Json all = Json::object();
    for (const auto &[key, item] : value.items()) {
        if (!item.is_string() || isOneOf(key, ownWords))
            all[key] = clean(item, depth + 1);
        else if (isOneOf(key, explaining))
            all[key] = toStd(hidden(toQString(item)));
        else if (!holds(toQString(item)))
            all[key] = item;
    }
    if (const Json *selectors = member(all, "selectors"); selectors && all.contains("place")) {
        if (selectors->empty())
            all["selectors"] = Json::array({all["place"]});
        all.erase("place");
    }
    return all;
}

} // namespace Foray
