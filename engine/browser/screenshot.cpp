// SPDX-License-Identifier: MIT
#include "engine/browser/screenshot.h"

#include "engine/browser/enginepage.h"
#include "engine/browser/scriptchannel.h"

#include <QBuffer>
#include <QPixmap>
#include <QWebEngineView>

namespace Foray {

namespace {

constexpr int timeout = 10000; // ms
constexpr int maxHeight = 16384;

QByteArray png(const QPixmap &pixmap)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    pixmap.save(&buffer, "PNG");
    return bytes;
}

class Screenshooting final : public Operation<QByteArray>
{
public:
    Screenshooting(WebPage &page, bool fullPage, QObject *context, Callback<QByteArray> done)
        : Operation(page, timeout, context, std::move(done))
        , m_size(page.view()->size())
        , m_resize(fullPage && page.view()->testAttribute(Qt::WA_DontShowOnScreen))
    {
    }

    ~Screenshooting() override
    {
        if (m_resized && !m_view.isNull())
            m_view->setFixedSize(m_size);
    }

    void start()
    {
        if (m_resize) {
            m_view = page().view();
            m_resized = true;
            const int height = qBound(m_size.height(), int(page().engine().contentsSize().height()), maxHeight);
            page().view()->setFixedSize(m_size.width(), height);
        }
        page().channel().call({QStringLiteral("frame"), {}, {}, false}, remaining(), this,
                              [this](const Result<JsonValue> &painted) {
                                  if (!failed(painted))
                                      finish(png(page().view()->grab()));
                              });
    }

private:
    QSize m_size;
    bool m_resize;
    bool m_resized = false;
    QPointer<QWebEngineView> m_view;
};

} // namespace

void takeScreenshot(WebPage &page, bool fullPage, QObject *context, Callback<QByteArray> done)
{
    (new Screenshooting(page, fullPage, context, std::move(done)))->start();
}

} // namespace Foray
