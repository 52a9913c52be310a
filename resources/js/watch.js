// SPDX-License-Identifier: MIT
//
// foray.watch(signal): tells when the document may look different: mutations in it and in its open shadow roots, and
// what changes without one (input, scrolling, transitions, loading). Costs nothing once stopped.
//
//   watch.changed(wait)  a promise for the next change, one per frame at most; after `wait` ms at the latest
//   watch.quiet()        ms since the document last changed, or since the watch began
//   watch.age()          ms since the watch began
//   watch.stop()
//
// foray.shadowRoots(root): the open shadow roots under root, in document order, nested ones included.

(() => {
  'use strict';

  const events = [
    'input',
    'change',
    'scroll',
    'resize',
    'toggle',
    'transitionend',
    'animationend',
    'load',
    'error',
    'DOMContentLoaded',
    'readystatechange',
    'focusin',
    'focusout',
    'visibilitychange',
    'slotchange',
  ];
  const observed = { childList: true, subtree: true, attributes: true, characterData: true };

  const shadowRoots = (root) => {
    const found = [];
    const visit = (node) => {
      for (const element of foray.dom.all(node, '*')) {
        const shadow = foray.dom.shadow(element);
        if (shadow) {
          found.push(shadow);
          visit(shadow);
        }
      }
    };
    const own = root instanceof Element && foray.dom.shadow(root);
    if (own) {
      found.push(own);
      visit(own);
    }
    visit(root);
    return found;
  };

  class Watch {
    constructor(signal) {
      this.began = this.lastChange = performance.now();
      this.wake = null;
      this.pending = false;
      this.dirty = false;
      this.roots = new WeakSet();
      this.observer = new MutationObserver(() => this.mutated());
      this.onEvent = () => this.notify();
      this.observe(document);
      for (const name of events) {
        addEventListener(name, this.onEvent, { capture: true, passive: true });
      }
      signal?.addEventListener('abort', () => this.stop(), { once: true });
    }

    observe(root) {
      this.roots.add(root);
      this.observer.observe(root, observed);
      for (const shadow of shadowRoots(root)) {
        if (!this.roots.has(shadow)) {
          this.roots.add(shadow);
          this.observer.observe(shadow, observed);
        }
      }
    }

    mutated() {
      this.lastChange = performance.now();
      this.rescan = true;
      this.notify();
    }

    // Many mutations in one frame are one change.
    async notify() {
      this.dirty = true;
      if (this.pending || this.stopped) {
        return;
      }
      this.pending = true;
      await foray.nextFrame();
      this.pending = false;
      if (this.rescan) {
        this.rescan = false;
        this.observe(document);
      }
      this.wake?.();
    }

    changed(wait) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.wake = null;
          this.dirty = false;
          resolve();
        };
        const timer = setTimeout(done, wait);
        this.wake = done;
        if (this.dirty && !this.pending) {
          done();
        }
      });
    }

    quiet() {
      return performance.now() - this.lastChange;
    }

    age() {
      return performance.now() - this.began;
    }

    stop() {
      this.stopped = true;
      this.observer.disconnect();
      for (const name of events) {
        removeEventListener(name, this.onEvent, { capture: true });
      }
      this.wake?.();
    }
  }

  foray.shadowRoots = shadowRoots;
  foray.watch = (signal) => new Watch(signal);
})();
