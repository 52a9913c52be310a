// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QUrl>

#include <optional>

class QAction;

namespace Foray {

// What a person types into the address bar: an http or https URL, also without its scheme. Nothing else is opened.
std::optional<QUrl> urlFromTyped(const QString &text);

class AddressBar final : public QLineEdit
{
    Q_OBJECT
public:
    explicit AddressBar(QWidget *parent = nullptr);

    void setUrl(const QUrl &url); // not while the person types
    void edit();                  // takes the focus, with all selected

Q_SIGNALS:
    void entered(const QUrl &url);
    void refused(const QString &text); // not an address
    void left();                       // Esc: back to the page

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restore();

    QUrl m_url;
    QAction *m_mark;
};

} // namespace Foray
