// SPDX-License-Identifier: MIT
#include "engine/record/credentials.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrlQuery>

namespace Foray {

namespace {

constexpr qsizetype longestValue = 16; // longer ones are tokens and the like, good for one visit
constexpr qsizetype shortestToken = 8;

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

bool isCredential(const QString &name)
{
    static const QRegularExpression whole(
        QStringLiteral("^(code|state|nonce|key|auth|sig|signature|sid|otp|pin|pwd|pass|ticket|assertion|hmac)$"));
    static const QRegularExpression part(QStringLiteral(
        "token|session|secret|passw|jwt|api_?key|saml|oauth|credential|authori[sz]|signature|csrf|xsrf|sess_?id|_sid$|"
        "access_?key|auth_?code|code_(challenge|verifier)|(^|[-_])(auth|sig|nonce|otp)($|[-_])"));
    const QString small = decoded(name).toLower();
    return whole.match(small).hasMatch() || part.match(small).hasMatch();
}

enum class Kind { Small, Capital, Digit };
Kind kindOf(QChar c)
{
    return c.isDigit() ? Kind::Digit : c.isUpper() ? Kind::Capital : Kind::Small;
}

// Words and names have long stretches of one kind; a capital begins one. Generated parts change from letter to letter.
bool isShuffled(const QString &part)
{
    if (part.size() < shortestToken)
        return false;
    qsizetype changes = 0;
    for (qsizetype i = 1; i < part.size(); ++i) {
        const Kind before = kindOf(part.at(i - 1));
        const Kind now = kindOf(part.at(i));
        changes += before != now && !(before == Kind::Capital && now == Kind::Small) ? 1 : 0;
    }
    return changes >= 3 && changes * 4 >= part.size() - 1;
}

} // namespace

bool looksGenerated(const QString &word)
{
    static const QRegularExpression number(QStringLiteral("^(?=[^a-fA-F]*\\d)[0-9a-fA-F-]{16,}$")); // also a UUID
    static const QRegularExpression date(QStringLiteral("^[\\d-]{1,15}$"));
    static const QRegularExpression separator(QStringLiteral("[^A-Za-z0-9]+"));
    const QString plain = decoded(word);
    if (date.match(plain).hasMatch())
        return false;
    const QStringList parts = plain.split(separator, Qt::SkipEmptyParts);
    return number.match(plain).hasMatch() || std::any_of(parts.cbegin(), parts.cend(), isShuffled);
}

bool isPassing(const QString &name, const QString &value)
{
    return value.size() > longestValue || isCredential(name) || looksGenerated(value);
}

QString lastingPath(const QString &path)
{
    QStringList folders = path.split(u'/');
    for (QString &folder : folders)
        folder = looksGenerated(folder) ? QStringLiteral("*") : folder;
    return folders.join(u'/');
}

QUrl withoutCredentials(QUrl url)
{
    url.setUserInfo({});
    auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    const auto isOne = [](const auto &item) { return isCredential(item.first) || looksGenerated(item.second); };
    if (items.removeIf(isOne) > 0) {
        QUrlQuery query;
        query.setQueryItems(items);
        url.setQuery(items.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded));
    }
    // Some sign-ins answer behind the "#".
    const auto behind = QUrlQuery(url.fragment(QUrl::FullyEncoded)).queryItems(QUrl::FullyEncoded);
    if (std::any_of(behind.cbegin(), behind.cend(), isOne))
        url.setFragment({});
    return url;
}

QString withoutTokens(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("[^\\s/?&=#'\"<>,;:]+"));
    QString plain;
    qsizetype end = 0;
    for (auto it = word.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        plain += QStringView(text).mid(end, match.capturedStart() - end);
        plain += looksGenerated(match.captured()) ? QStringLiteral("…") : match.captured();
        end = match.capturedEnd();
    }
    return plain + QStringView(text).mid(end);
}

bool asksForSecret(const QString &question)
{
    static const QRegularExpression words(
        QStringLiteral(
            "pass\\s?(word|phrase|code|wort)|\\bpin\\b|\\bcode\\b|\\btoken\\b|secret|\\botp\\b|\\b[2m]fa\\b|api.?key|"
            "credential|kennwort|passwort|geheim|schlüssel|mot de passe|secr[eè]t|jeton|contraseña|clave|código|codigo|"
            "secreto|senha|palavra-passe|segredo|parola|codice|segreto|wachtwoord|hasło|heslo|kod\\b|lösenord|passord|"
            "adgangskode|salasana|jelszó|şifre|пароль|код|секрет|密码|密碼|口令|验证码|驗證碼|パスワード|暗証番号|認証コード|"
            "비밀번호|암호|인증"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return words.match(question).hasMatch();
}

} // namespace Foray
