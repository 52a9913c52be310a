// SPDX-License-Identifier: MIT
#include "ui/inspector/errorlabel.h"

#include "ui/look/tones.h"

#include <QEvent>
#include <QLabel>

namespace Foray {

namespace {

enum class Tone { Failure, Quiet };

// A label whose colour follows light and dark.
class ToneLabel final : public QLabel
{
public:
    ToneLabel(const QString &text, Tone tone)
        : QLabel(text)
        , m_tone(tone)
    {
        setTextFormat(Qt::PlainText);
        setWordWrap(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        colour();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::ApplicationPaletteChange)
            colour();
    }

private:
    void colour()
    {
        QPalette changed;
        const Tones all = tones(changed);
        changed.setColor(QPalette::WindowText, m_tone == Tone::Failure ? all.failure : all.quiet);
        setPalette(changed);
    }

    Tone m_tone;
};

} // namespace

QLabel *makeErrorLabel()
{
    auto *label = new ToneLabel({}, Tone::Failure);
    label->hide();
    return label;
}

QLabel *makeQuietLabel(const QString &text)
{
    return new ToneLabel(text, Tone::Quiet);
}

} // namespace Foray
