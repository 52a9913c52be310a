// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QWidget>

namespace Foray {

enum class Beside;

// A frame drawn over the page, and what stands beside it.
struct Outline
{
    enum class Kind { Target, Rows, Recorded, Picked }; // blue, green, orange and dashed, blue and filled
    QRectF box;                                         // CSS px in the view
    Kind kind = Kind::Target;
    QString label; // one line; plain text
    bool operator==(const Outline &) const = default;
};

// Lies over a page in its tab and draws outlines. The page knows nothing of it: no node, no style, no event of its own. While it
// catches, mouse and keyboard are the picker's and the page gets only the wheel.
class PageOverlay final : public QWidget
{
    Q_OBJECT
public:
    explicit PageOverlay(QWidget *parent);

    void setOutlines(const QList<Outline> &outlines);
    const QList<Outline> &outlines() const { return m_outlines; }
    // hint: what to do, at the top; empty: catches no more.
    void setCatching(const QString &hint);
    bool isCatching() const { return !m_hint.isEmpty(); }
    void setView(QWidget *view); // which gets the wheel

Q_SIGNALS:
    void pointed(const QPointF &at, bool exact); // CSS px in the view
    void beside(Foray::Beside direction);        // by the arrow keys
    void chosen();                               // what was pointed at last
    void left();                                 // Esc

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintLabel(QPainter &painter, const QRectF &beside, const QString &text, const QColor &color) const;
    void paintHint(QPainter &painter) const;

    QList<Outline> m_outlines;
    QString m_hint;
    QWidget *m_view = nullptr;
    bool m_pressed = false;
};

} // namespace Foray
