// SPDX-License-Identifier: MIT
#include "ui/window/arrangements.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>

namespace Foray {

namespace {

// Raised when docks are renamed or added: older remembered states would then misplace them.
constexpr int stateVersion = 1;

QString keyOf(Arrangement arrangement)
{
    switch (arrangement) {
    case Arrangement::Record: return QStringLiteral("arrangement/record");
    case Arrangement::Extract: return QStringLiteral("arrangement/extract");
    case Arrangement::Run: return QStringLiteral("arrangement/run");
    }
    return {};
}

} // namespace

Arrangements::Arrangements(QMainWindow &window, QDockWidget &steps, QDockWidget &run, QSettings &settings)
    : QObject(&window)
    , m_window(window)
    , m_steps(steps)
    , m_run(run)
    , m_settings(settings)
{
}

void Arrangements::set(Arrangement arrangement)
{
    if (arrangement != m_current && m_window.isVisible())
        remember();
    m_current = arrangement;
    if (!m_window.restoreState(m_settings.value(keyOf(m_current)).toByteArray(), stateVersion))
        applyDefault();
    Q_EMIT changed(m_current);
}

void Arrangements::remember()
{
    m_settings.setValue(keyOf(m_current), m_window.saveState(stateVersion));
}

void Arrangements::reset()
{
    for (Arrangement arrangement : {Arrangement::Record, Arrangement::Extract, Arrangement::Run})
        m_settings.remove(keyOf(arrangement));
    applyDefault();
}

void Arrangements::applyDefault()
{
    m_window.addDockWidget(Qt::LeftDockWidgetArea, &m_steps);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, &m_run);
    m_steps.setFloating(false);
    m_run.setFloating(false);
    m_steps.show();
    m_run.setVisible(m_current != Arrangement::Record);
    const int width = m_window.width();
    const int height = m_window.height();
    m_window.resizeDocks({&m_steps}, {m_current == Arrangement::Record ? width * 3 / 10 : width / 4}, Qt::Horizontal);
    m_window.resizeDocks({&m_run}, {m_current == Arrangement::Extract ? height * 2 / 5 : height * 3 / 10}, Qt::Vertical);
}

} // namespace Foray
