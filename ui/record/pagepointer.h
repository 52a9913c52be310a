// SPDX-License-Identifier: MIT
#pragma once

#include "engine/browser/pointing.h"
#include "ui/window/pageoverlay.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace Foray {

class Page;
class WebPage;

// What of a plan is outlined in the page: a step's target, a loop's rows.
struct OutlineWish
{
    Target target;
    QList<ScopeElement> scopes;
    Matches matches = Matches::TheOne;
    Outline::Kind kind = Outline::Kind::Target;
    QString label; // of the first
};

// The way between the person's pointer and the elements of the page in front: outlines what steps mean, shows what would be
// recorded, and has an element picked.
class PagePointer final : public QObject
{
    Q_OBJECT
public:
    explicit PagePointer(QObject *parent = nullptr);
    ~PagePointer() override;

    // What is in front; null: no page. Ends a pick.
    void setPage(Page *page, PageOverlay *overlay);

    // Follows the page until others are wished for; none: no outlines.
    void outline(const QList<OutlineWish> &wishes);
    // How many elements each selector finds; nothing where there is no page.
    void count(const Target &target, const QList<ScopeElement> &scopes, const std::function<void(const QList<int> &)> &done);
    void reveal(const Target &target, const QList<ScopeElement> &scopes); // scrolls to it
    // While recording: what the pointer is over, how it would be found, and how many that finds.
    void setFollowing(bool following);
    // Nothing that is shown or picked may hold one of these; null: none are known.
    void setSecrets(std::shared_ptr<const KnownSecrets> secrets) { m_secrets = std::move(secrets); }

    using Picked = std::function<void(const Pointed &pointed, const QPoint &globalPosition)>;
    // Has the person point at an element: a click or Return takes it, arrows go to its relatives, Esc ends it without. `scopes`: of
    // the loop from whose row its selectors may start.
    void pick(const QString &hint, const QList<ScopeElement> &scopes, Picked done);
    void cancelPick();
    bool isPicking() const { return bool(m_picked); }

Q_SIGNALS:
    void pickingChanged(bool picking);
    void failed(const QString &why); // nothing can be picked there

private:
    void attach(PageOverlay *overlay);
    void tick();
    void followPointer();
    void look(QPointF at, bool exact);
    void lookNext();
    void lookBeside(Beside direction);
    void answered(const Result<std::optional<Pointed>> &answer);
    void choose();
    bool fillsPage(const Pointed &pointed) const;
    void showPointed(const Pointed &pointed);
    void outlineNow();
    void begin(); // forgets what is under way

    struct Look
    {
        QPointF at;
        bool exact = false;
    };
    QPointer<WebPage> m_page;
    QPointer<PageOverlay> m_overlay;
    QTimer m_timer;
    QList<OutlineWish> m_wishes;
    bool m_following = false;
    QPointF m_followed; // where the pointer was last
    int m_still = 0;    // ticks that it has been there

    Picked m_picked;
    PointOptions m_options;
    std::shared_ptr<const KnownSecrets> m_secrets;
    std::optional<Look> m_next;
    std::optional<Beside> m_nextBeside;
    std::optional<Pointed> m_pointed;
    bool m_chosen = false; // as soon as the answer under way is there
    bool m_looking = false;
    std::unique_ptr<QObject> m_context;        // of the questions to the page, but for
    std::unique_ptr<QObject> m_outlineContext; // those for outlines of the wishes; null: none is open
};

} // namespace Foray
