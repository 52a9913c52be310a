// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;
class QSettings;

namespace Foray {

enum class Arrangement { Record, Extract, Run };

// Which panels are open and how large, for each of the three things a person does. What the person changes is remembered
// for each; a window of 1280×800 leaves the page 820×420 at least until then.
class Arrangements final : public QObject
{
    Q_OBJECT
public:
    Arrangements(QMainWindow &window, QDockWidget &steps, QDockWidget &run, QSettings &settings);

    Arrangement current() const { return m_current; }
    void set(Arrangement arrangement);
    void remember(); // before the window closes
    void reset();

Q_SIGNALS:
    void changed(Foray::Arrangement arrangement);

private:
    void applyDefault();

    QMainWindow &m_window;
    QDockWidget &m_steps;
    QDockWidget &m_run;
    QSettings &m_settings;
    Arrangement m_current = Arrangement::Run;
};

} // namespace Foray
