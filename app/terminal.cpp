// SPDX-License-Identifier: MIT
#include "app/terminal.h"

#include <sys/ioctl.h>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace Foray {

namespace {

int columns()
{
    struct winsize size = {};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void writeToStderr(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace

QString printable(const QString &text)
{
    QString clean = text;
    for (QChar &c : clean) {
        if (c != u'\n' && (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format))
            c = u' ';
    }
    return clean;
}

Terminal::Terminal()
    : m_interactive(isatty(STDERR_FILENO) == 1)
{
}

Terminal::~Terminal()
{
    endProgress();
}

Result<> Terminal::print(const QByteArray &bytes)
{
    endProgress();
    const bool written = std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) == size_t(bytes.size());
    if (written && std::fflush(stdout) == 0)
        return {};
    return failure(ErrorKind::Io, QStringLiteral("Standard output cannot be written: %1.").arg(qt_error_string(errno)));
}

void Terminal::say(const QString &text)
{
    endProgress();
    writeToStderr(printable(text) + u'\n');
}

void Terminal::error(const QString &text)
{
    say(QStringLiteral("foray: ") + text);
}

void Terminal::error(const Error &error)
{
    this->error(toString(error));
}

void Terminal::progress(const QString &text, bool notable)
{
    if (m_interactive && !notable) {
        QString line = printable(text).replace(u'\n', u' ');
        if (line.size() >= columns())
            line = line.left(columns() - 2) + u'…';
        writeToStderr(QStringLiteral("\r\033[K") + line);
        m_live = true;
    } else if (notable || !m_sinceLine.isValid() || m_sinceLine.elapsed() >= 1000) {
        say(text);
        m_sinceLine.start();
    }
}

void Terminal::endProgress()
{
    if (m_live)
        writeToStderr(QStringLiteral("\r\033[K"));
    m_live = false;
}

} // namespace Foray
