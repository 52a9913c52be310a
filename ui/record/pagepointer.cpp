// SPDX-License-Identifier: MIT
#include "ui/record/pagepointer.h"

#include "engine/browser/webpage.h"

#include <QCursor>

namespace Foray {

namespace {

constexpr int interval = 100; // ms between looks at what moves: outlines keep up with scrolling
constexpr int patience = 5;   // intervals after which a page may have changed under a pointer at rest

} // namespace

PagePointer::PagePointer(QObject *parent)
    : QObject(parent)
    , m_context(std::make_unique<QObject>())
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &PagePointer::tick);
}

PagePointer::~PagePointer() = default;

void PagePointer::setPage(Page *page, PageOverlay *overlay)
{
    cancelPick();
    if (m_overlay) {
        m_overlay->setOutlines({});
        m_overlay->disconnect(this);
    }
    m_page = qobject_cast<WebPage *>(page);
    m_overlay = overlay;
    begin();
    if (overlay)
        attach(overlay);
}

void PagePointer::attach(PageOverlay *overlay)
{
    connect(overlay, &PageOverlay::pointed, this, &PagePointer::look);
    connect(overlay, &PageOverlay::beside, this, &PagePointer::lookBeside);
    connect(overlay, &PageOverlay::chosen, this, &PagePointer::choose);
    connect(overlay, &PageOverlay::left, this, &PagePointer::cancelPick);
}

void PagePointer::begin()
{
    m_context = std::make_unique<QObject>();
    m_outlineContext.reset();
    m_looking = false;
    m_chosen = false;
    m_next.reset();
    m_nextBeside.reset();
    m_pointed.reset();
    m_followed = {};
}

void PagePointer::outline(const QList<OutlineWish> &wishes)
{
    m_wishes = wishes;
    m_outlineContext.reset(); // what is asked for the wishes before is nothing to be drawn now
    if (m_overlay && !isPicking())
        m_overlay->setOutlines({});
    if (m_wishes.isEmpty() && !m_following)
        m_timer.stop();
    else
        m_timer.start();
    outlineNow();
}

void PagePointer::count(const Target &target, const QList<ScopeElement> &scopes,
                        const std::function<void(const QList<int> &)> &done)
{
    if (!m_page)
        return done({});
    auto counts = std::make_shared<QList<int>>(target.selectors.size(), 0);
    auto open = std::make_shared<qsizetype>(target.selectors.size());
    for (qsizetype i = 0; i < target.selectors.size(); ++i) {
        const Target one{{target.selectors[i]}, target.frames, target.within, {}};
        boxesOf(*m_page, one, scopes, Matches::Every, m_context.get(), [counts, open, i, done](const Result<Boxes> &found) {
            (*counts)[i] = found ? found->count : 0;
            if (--*open == 0)
                done(*counts);
        });
    }
}

void PagePointer::reveal(const Target &target, const QList<ScopeElement> &scopes)
{
    if (m_page)
        Foray::reveal(*m_page, target, scopes, m_context.get(), [](const Result<bool> &) {});
}

void PagePointer::setFollowing(bool following)
{
    m_following = following;
    outline(m_wishes);
}

void PagePointer::tick()
{
    if (isPicking())
        return;
    if (!m_wishes.isEmpty())
        outlineNow();
    else if (m_following)
        followPointer();
}

void PagePointer::outlineNow()
{
    if (!m_page || !m_overlay || m_wishes.isEmpty() || isPicking() || m_outlineContext)
        return;
    struct Drawing
    {
        QList<Outline> outlines;
        qsizetype open;
    };
    m_outlineContext = std::make_unique<QObject>();
    auto drawing = std::make_shared<Drawing>(Drawing{{}, m_wishes.size()});
    for (const OutlineWish &wish : std::as_const(m_wishes)) {
        boxesOf(*m_page, wish.target, wish.scopes, wish.matches, m_outlineContext.get(),
                [this, wish, drawing](const Result<Boxes> &found) {
                    for (const QRectF &box : found ? found->boxes : QList<QRectF>())
                        drawing->outlines += {box, wish.kind, box == found->boxes.constFirst() ? wish.label : QString()};
                    if (--drawing->open > 0)
                        return;
                    m_outlineContext.release()->deleteLater(); // which this answer still comes through
                    if (m_overlay)
                        m_overlay->setOutlines(drawing->outlines);
                });
    }
}

// The page is not told where the pointer is; it would have to listen for that.
void PagePointer::followPointer()
{
    if (!m_overlay || !m_page)
        return;
    const QPointF at = m_overlay->mapFromGlobal(QPointF(QCursor::pos()));
    const bool inside = QRectF(m_overlay->rect()).contains(at) && m_overlay->window()->isActiveWindow();
    if (!inside) {
        m_followed = {};
        m_overlay->setOutlines({});
        return;
    }
    m_still = at == m_followed ? m_still + 1 : 0;
    m_followed = at;
    if (m_still % patience == 0)
        look(at, false);
}

void PagePointer::pick(const QString &hint, const QList<ScopeElement> &scopes, Picked done)
{
    if (!m_page || !m_overlay)
        return;
    begin();
    m_picked = std::move(done);
    m_options = {false, scopes, {}};
    m_overlay->setOutlines({});
    m_overlay->setCatching(hint);
    look(m_overlay->mapFromGlobal(QPointF(QCursor::pos())), false);
    Q_EMIT pickingChanged(true);
}

void PagePointer::cancelPick()
{
    if (!std::exchange(m_picked, nullptr))
        return;
    begin();
    m_options = {};
    if (m_overlay) {
        m_overlay->setOutlines({});
        m_overlay->setCatching({});
    }
    Q_EMIT pickingChanged(false);
}

void PagePointer::look(QPointF at, bool exact)
{
    m_next = Look{at, exact};
    if (!m_looking)
        lookNext();
}

void PagePointer::lookNext()
{
    if (!m_next || !m_page)
        return;
    const Look next = *std::exchange(m_next, std::nullopt);
    m_looking = true;
    elementAt(*m_page, next.at, {next.exact, m_options.scopes, m_secrets}, m_context.get(),
              [this](const Result<std::optional<Pointed>> &answer) { answered(answer); });
}

void PagePointer::lookBeside(Beside direction)
{
    if (m_looking) {
        m_nextBeside = direction;
        return;
    }
    if (!m_pointed || !m_page)
        return;
    m_looking = true;
    elementBeside(*m_page, *m_pointed, direction, {m_options.exact, m_options.scopes, m_secrets}, m_context.get(),
                  [this](const Result<std::optional<Pointed>> &answer) { answered(answer); });
}

void PagePointer::answered(const Result<std::optional<Pointed>> &answer)
{
    m_looking = false;
    if (!m_overlay || !(isPicking() || (m_following && m_wishes.isEmpty())))
        return;
    m_pointed = answer ? *answer : std::nullopt;
    if (m_pointed && (isPicking() || !fillsPage(*m_pointed)))
        showPointed(*m_pointed);
    else
        m_overlay->setOutlines({});
    if (m_next)
        lookNext();
    else if (m_nextBeside)
        lookBeside(*std::exchange(m_nextBeside, std::nullopt));
    else if (std::exchange(m_chosen, false))
        choose();
}

// Between the elements of a page lies a container; nobody means that by pointing there.
bool PagePointer::fillsPage(const Pointed &pointed) const
{
    const QRectF page(m_overlay->rect());
    const QRectF seen = pointed.box & page;
    return seen.width() * seen.height() > 0.5 * page.width() * page.height();
}

void PagePointer::showPointed(const Pointed &pointed)
{
    const QString found = pointed.matches == 1 ? tr("%1 · 1 match").arg(pointed.selector)
                                               : tr("%1 · %2 matches").arg(pointed.selector).arg(pointed.matches);
    const auto kind = isPicking() ? Outline::Kind::Picked : Outline::Kind::Recorded;
    m_overlay->setOutlines({{pointed.box, kind, pointed.selector.isEmpty() ? pointed.words : found}});
}

void PagePointer::choose()
{
    if (m_looking) {
        m_chosen = true;
        return;
    }
    if (!isPicking() || !m_overlay)
        return;
    if (!m_pointed || m_pointed->target.isEmpty()) {
        Q_EMIT failed(tr("There is nothing to pick there."));
        return;
    }
    const Pointed pointed = *m_pointed;
    const QPoint where = m_overlay->mapToGlobal(pointed.box.bottomLeft().toPoint());
    const Picked done = m_picked;
    cancelPick();
    done(pointed, where);
}

} // namespace Foray
