// SPDX-License-Identifier: MIT
//
// What a person sees before an action, so that what came into sight, or went out of it, can be told from what was so already.
//
//   foray.sight.look()            looks again, in slices, while the page has nothing to do; what it finds is in force once complete
//   foray.sight.now(elements)     what is known, made anew for these: {wasShown(element), wasHidden(element), hidden: [Element]}; it
//                                 stays as it is when looked again
//   foray.sight.forget()

(() => {
  'use strict';

  const { dom } = foray;

  const soon = 100; // ms; changes come in flocks
  const latest = 1000; // ms for a page that is never idle
  const most = 6000; // elements looked at, those nearest to the root first: dialogs and notices stand there
  const slice = 4; // ms
  const unseen = new Set(['head', 'script', 'style', 'link', 'meta', 'br', 'noscript', 'template']);

  const shown = 1;
  const unshown = 2; // but something in it may be shown
  const absent = 3; // with all that is in it

  const stateOf = (element) => {
    const { width, height } = dom.rect(element);
    if (width > 0 && height > 0) {
      return dom.style(element).visibility === 'visible' ? shown : unshown;
    }
    return dom.style(element).display === 'none' ? absent : unshown;
  };

  class Sight {
    constructor() {
      this.states = new WeakMap();
      this.hidden = new Set();
    }
    note(element) {
      const state = stateOf(element);
      this.states.set(element, state);
      this.hidden[state === shown ? 'delete' : 'add'](element);
      return state;
    }
    wasHidden(element) {
      for (let node = element; node; node = dom.composedParent(node)) {
        const state = this.states.get(node);
        if (state === absent || (state === unshown && node === element)) {
          return true;
        }
      }
      return false;
    }
    wasShown(element) {
      return this.states.get(element) === shown && !this.wasHidden(element);
    }
  }

  let sight = new Sight();
  let timer = 0;
  let run = 0;

  function* seenFrom(root, next) {
    const queue = root ? [root] : [];
    for (let i = 0; i < queue.length && i < most; ++i) {
      if (!unseen.has(dom.tag(queue[i])) && next.note(queue[i]) !== absent) {
        const children = dom.childrenOf(queue[i]);
        for (let k = 0; k < children.length && queue.length < most; ++k) {
          queue.push(children[k]);
        }
      }
      yield;
    }
  }

  function begin() {
    timer = 0;
    const mine = ++run;
    const next = new Sight();
    const looks = seenFrom(dom.html(document), next);
    const goOn = () => {
      const until = performance.now() + slice;
      let isOver = mine !== run;
      while (!isOver && performance.now() < until) {
        isOver = looks.next().done;
      }
      if (mine !== run) {
        return;
      }
      if (isOver) {
        sight = next;
      } else {
        requestIdleCallback(goOn, { timeout: latest });
      }
    };
    requestIdleCallback(goOn, { timeout: latest });
  }

  foray.sight = {
    look() {
      timer = timer || setTimeout(begin, soon);
    },
    now(elements) {
      for (const element of elements.slice(0, 200).filter(dom.connected)) {
        sight.note(element);
      }
      return sight;
    },
    forget() {
      clearTimeout(timer);
      timer = 0;
      run += 1;
      sight = new Sight();
    },
  };
})();
