// SPDX-License-Identifier: MIT
#include "ui/window/addressbar.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QKeyEvent>

namespace Foray {

std::optional<QUrl> urlFromTyped(const QString &text)
{
    const QString typed = text.trimmed();
    // Words are no address, and there is no search engine to ask.
    if (typed.isEmpty() || typed.contains(u' '))
        return {};
    const QUrl url = QUrl::fromUserInput(typed);
    const bool web = url.scheme() == u"http" || url.scheme() == u"https";
    if (url.isValid() && (web ? !url.host().isEmpty() : url == QUrl(QStringLiteral("about:blank"))))
        return url;
    return {};
}

AddressBar::AddressBar(QWidget *parent)
    : QLineEdit(parent)
    , m_mark(addAction(lineIcon(QStringLiteral("globe")), LeadingPosition))
{
    setPlaceholderText(tr("Address"));
    setAccessibleName(tr("Address"));
    setToolTip(tr("Address of the page (Ctrl+L)"));
    connect(this, &QLineEdit::returnPressed, this, [this] {
        if (const auto url = urlFromTyped(text())) {
            setModified(false);
            Q_EMIT entered(*url);
        } else if (!text().trimmed().isEmpty()) {
            Q_EMIT refused(text());
        }
    });
}

void AddressBar::setUrl(const QUrl &url)
{
    m_url = url;
    const bool secure = url.scheme() == u"https";
    m_mark->setIcon(lineIcon(secure ? QStringLiteral("lock") : QStringLiteral("globe")));
    m_mark->setToolTip(secure ? tr("The connection to this site is encrypted")
                              : tr("The connection to this site is not encrypted"));
    if (!hasFocus() || !isModified())
        restore();
}

void AddressBar::edit()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void AddressBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        restore();
        Q_EMIT left();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void AddressBar::restore()
{
    setText(m_url == QUrl(QStringLiteral("about:blank")) ? QString() : m_url.toDisplayString());
    setCursorPosition(0);
    setModified(false);
}

} // namespace Foray
