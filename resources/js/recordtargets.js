// SPDX-License-Identifier: MIT
//
// foray.targets: the targets of what a person may use next, made while the page has nothing to do: made at the press of a button,
// they would hold up the page.
//
//   targets.of(element)     its target as the document is now; at once where it was made ahead
//   targets.ahead(element)  the pointer is over it
//   targets.changed()       the document is another one: what was made is void, and is made again

(() => {
  'use strict';

  const { dom } = foray;

  const soon = 30; // ms; a pointer on its way comes over much
  const latest = 200; // ms for a page that is never idle
  const most = 20; // times that it is made again while the pointer rests and the page changes and changes

  let made = null; // {element, version, target}
  let wanted = null;
  let left = 0;
  let isWaiting = false;

  const isMade = (element) => made?.element === element && made.version === foray.effects.version();
  function make(element) {
    made = { element, version: foray.effects.version(), target: foray.target(element) };
  }
  // What of an earlier one still holds; that is told faster than a new one is made.
  function keep(element) {
    const selectors = made?.element === element ? made.target.selectors.filter((each) => foray.means([].concat(each), element)) : [];
    if (selectors.length > 0) {
      made = { element, version: foray.effects.version(), target: { ...made.target, selectors } };
    }
    return selectors.length > 0;
  }
  function of(element) {
    if (!isMade(element) && !keep(element)) {
      make(element);
    }
    return made.target;
  }

  function prepare() {
    isWaiting = false;
    if (wanted && dom.connected(wanted) && !isMade(wanted)) {
      make(wanted);
    }
  }
  function later() {
    if (!isWaiting && left > 0) {
      isWaiting = true;
      left -= 1;
      setTimeout(() => requestIdleCallback(prepare, { timeout: latest }), soon);
    }
  }

  foray.targets = {
    of,
    ahead(element) {
      wanted = element;
      left = most;
      later();
    },
    changed: later,
    forget() {
      wanted = made = null;
      left = 0;
    },
  };
})();
