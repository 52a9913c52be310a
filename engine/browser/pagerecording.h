// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/record/recorder.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QUrl>

namespace Foray {

class Browser;
class Page;
class WebPage;

// While it lives, what a person does in the tabs of a browser is told to a recorder.
class PageRecording final : public QObject
{
    Q_OBJECT
public:
    // Both must outlive it.
    PageRecording(Browser &browser, Recorder &recorder, QObject *parent = nullptr);
    ~PageRecording() override;

    // What the person does at the window: going somewhere, back and forward, opening and closing tabs. Called before it happens.
    void command(const Action &action);
    // The person is about to open a blank tab. Plans have no word for that: what is opened there follows in the tab before.
    void openingTab() { m_opening = true; }
    // While paused nothing is told; where the person has gone meanwhile is not, either.
    void setPaused(bool paused);

private:
    void watch(Page *page);
    void hear(WebPage *page, const JsonValue &message);
    void documentCame(WebPage *page);
    void currentChanged(Page *page);
    void closed(Page *page);
    void closedBehind(qsizetype tab);

    Browser &m_browser;
    Recorder &m_recorder;
    QList<Page *> m_tabs;                // in the order in which they were opened, as plans count them
    QHash<Page *, QUrl> m_urls;          // where each page was last
    QHash<Page *, JsonValue> m_outlines; // of the document that each page has just left
    Page *m_current = nullptr;
    Page *m_newest = nullptr; // that has not been current yet
    bool m_opening = false;
    bool m_paused = false;
    QStringList m_chosen; // files, with their folders; pages know only names
};

} // namespace Foray
