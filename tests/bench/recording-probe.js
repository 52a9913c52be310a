// SPDX-License-Identifier: MIT
//
// Runs before the page scripts, in their world, and measures what the recorder's listeners, observers and timers take.
//
//   forayProbe.times() -> {name: [ms]}: an event's type (all listeners of it together), "mutations", "conclude" …
//   forayProbe.selectors(count) -> [ms]: selectors of elements spread over the page; each the first after the page has changed if `changed`

/* global foray */
(() => {
  const listeners = new Set(['hear', 'pointerOver', 'forget', 'firstMove']);
  const timers = new Set(['conclude', 'tellScroll']);
  const times = {};
  const wrappers = new WeakMap();
  let lastEvent = null;

  function note(name, began, event) {
    const took = performance.now() - began;
    times[name] ??= [];
    if (event && event === lastEvent) times[name][times[name].length - 1] += took;
    else times[name].push(took);
    lastEvent = event ?? lastEvent;
  }

  function timed(nameOf, call) {
    return function measured(...args) {
      const began = performance.now();
      try {
        return call.apply(this, args);
      } finally {
        note(nameOf(args), began, args[0] instanceof Event ? args[0] : null);
      }
    };
  }

  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function addMeasured(type, listener, options) {
    if (typeof listener === 'function' && listeners.has(listener.name) && !wrappers.has(listener)) {
      wrappers.set(listener, timed(([event]) => event.type, listener));
    }
    return add.call(this, type, wrappers.get(listener) ?? listener, options);
  };
  EventTarget.prototype.removeEventListener = function removeMeasured(type, listener, options) {
    return remove.call(this, type, wrappers.get(listener) ?? listener, options);
  };

  const Observer = globalThis.MutationObserver;
  globalThis.MutationObserver = class extends Observer {
    constructor(callback) {
      const name = callback.name === 'mutated' ? 'mutations' : callback.length === 1 ? 'mutations (index)' : '';
      super(name ? timed(() => name, callback) : callback);
    }
  };

  const later = globalThis.setTimeout;
  globalThis.setTimeout = (callback, ...rest) => later(timers.has(callback.name) ? timed(() => callback.name, callback) : callback, ...rest);

  globalThis.forayProbe = {
    times: () => times,
    selectors(count, changed) {
      const all = Array.from(document.querySelectorAll('body *'));
      const step = Math.max(1, Math.floor(all.length / count));
      return all
        .filter((element, i) => i % step === 0)
        .map((element) => {
          if (changed) document.title += '.'; // what the page scripts know of the document is void
          const began = performance.now();
          foray.selectorsFor(element);
          return performance.now() - began;
        });
    },
  };
})();
