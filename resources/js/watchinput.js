// SPDX-License-Identifier: MIT
//
// methods.watchInput({handle, type, count}, signal) -> {hit: true} | {hit: false, by: "<div class=\"modal\">"}
//   type: click, dblclick, contextmenu, drag, mousemove, wheel, keydown; count: presses of a click, 1 unless told
//
// Watches the next trusted gesture in this frame. One that does not land on the element is kept from the page entirely; of
// one that does, the page's handlers have run when the answer comes. It never outlives one gesture or its signal.
// Without a handle any place is right. prepare's `watch` arms it without a gap between looking and clicking.

(() => {
  'use strict';

  const { dom, describe, state } = foray;

  const pressing = [
    'pointerdown',
    'mousedown',
    'pointerup',
    'mouseup',
    'click',
    'auxclick',
    'dblclick',
    'contextmenu',
    'dragstart',
    'dragend',
    'drop',
  ];
  const gestures = {
    click: { events: pressing, begin: ['pointerdown', 'mousedown'], end: ['pointerup'] },
    dblclick: { events: pressing, begin: ['pointerdown', 'mousedown'], end: ['pointerup'], count: 2 },
    contextmenu: { events: pressing, begin: ['pointerdown', 'mousedown'], end: ['contextmenu'] },
    drag: { events: pressing, begin: ['pointerdown', 'mousedown'], end: ['pointerup', 'dragend', 'drop'] },
    mousemove: {
      events: ['pointermove', 'mousemove', 'pointerover', 'mouseover'],
      begin: ['pointermove', 'mousemove'],
      end: ['pointermove', 'mousemove'],
    },
    wheel: { events: ['wheel'], begin: ['wheel'], end: ['wheel'] },
    keydown: { events: ['keydown', 'keypress', 'beforeinput'], begin: ['keydown'], end: ['keydown'] },
  };
  // Chromium drops what comes while a document has not been drawn yet; then it is as if the gesture had missed.
  const unheard = 1500; // ms
  const again = ['click', 'dblclick', 'contextmenu', 'mousemove'];
  const unclaimed = 10000; // ms that a gesture armed by prepare is waited for when nobody asks for its answer

  const activeElement = () => {
    let active = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement').get.call(document);
    for (let shadow = active && dom.shadow(active); shadow?.activeElement; shadow = dom.shadow(active)) {
      active = shadow.activeElement;
    }
    return active;
  };
  const targetOf = (event) =>
    event.type.startsWith('key') ? activeElement() : (event.composedPath().find((node) => node instanceof Element) ?? null);

  // Listeners at one place run in the order in which they came, so these stand there before the page's. Those of frequent
  // events come and go: they would slow scrolling and pointer moves, and nothing is lost when the page hears such a miss.
  const standing = [...pressing, ...gestures.keydown.events];
  let current = null;
  const hear = (event) => current?.handle(event);
  const listen = (names) => names.forEach((name) => addEventListener(name, hear, { capture: true, passive: false }));
  const forget = (names) => names.forEach((name) => removeEventListener(name, hear, { capture: true }));
  listen(standing);

  class Gesture {
    constructor(element, type, count, signal) {
      this.element = element;
      this.type = type;
      this.kind = gestures[type];
      this.left = count ?? this.kind.count ?? 1;
      this.result = null;
      this.answer = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
      this.answer.catch(() => {}); // an armed one may end before anybody asks
      listen(this.kind.events);
      current = this;
      this.follow(signal);
    }

    follow(signal) {
      if (again.includes(this.type)) {
        this.hearing = setTimeout(() => this.missed(), unheard);
      }
      signal?.addEventListener('abort', () => this.end(foray.error('cancelled', 'Nothing came of the input.')), { once: true });
    }

    // What was not even begun by now never came.
    missed() {
      if (!this.result) {
        this.result = { hit: false, by: 'nothing: the page did not get it' };
        this.end();
      }
    }

    handle(event) {
      if (!event.isTrusted) {
        return;
      }
      if (!this.result && this.kind.begin.includes(event.type)) {
        const target = targetOf(event);
        const hit = !this.element || (target !== null && state.reaches(target, this.element));
        this.result = hit ? { hit } : { hit, by: describe(target) };
      }
      if (!this.result) {
        return; // the end of a gesture from before
      }
      if (!this.result.hit) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (this.kind.end.includes(event.type) && --this.left === 0) {
        // click, dblclick and text input follow in the same task or the one after.
        setTimeout(() => setTimeout(() => this.end(), 0), 0);
      }
    }

    end(error) {
      if (current === this) {
        current = null;
        forget(this.kind.events.filter((name) => !standing.includes(name)));
      }
      clearTimeout(this.timer);
      clearTimeout(this.hearing);
      return error ? this.reject(error) : this.resolve(this.result);
    }
  }

  const start = (handle, type, count, signal) => {
    if (!(type in gestures)) {
      throw foray.error(
        'invalid argument',
        `There is no gesture '${foray.cut(String(type), 40)}'; there are ${Object.keys(gestures).join(', ')}.`,
      );
    }
    return new Gesture(handle ? foray.handles.get(handle) : null, type, count, signal);
  };

  let armed = null; // {handle, type, gesture}
  const disarm = () => {
    armed?.gesture.end(foray.error('cancelled', 'Another gesture is awaited.'));
    armed = null;
  };
  foray.armInput = (handle, type) => {
    disarm();
    const gesture = start(handle, type);
    gesture.timer = setTimeout(disarm, unclaimed);
    armed = { handle, type, gesture };
  };
  foray.activeElement = activeElement;

  foray.methods.watchInput = ({ handle, type, count }, signal) => {
    if (armed?.handle === handle && armed.type === type) {
      const { gesture } = armed;
      armed = null;
      clearTimeout(gesture.timer);
      gesture.follow(signal);
      return gesture.answer;
    }
    disarm();
    return start(handle, type, count, signal).answer;
  };
})();
