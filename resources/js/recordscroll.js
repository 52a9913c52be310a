// SPDX-License-Identifier: MIT
//
// foray.scrolling: what is scrolled by hand, told as steps. Of boxes that the page scrolls along with it nothing is told.
//
//   scrolling.hands(event)   the wheel, a key or a press, perhaps on a scroll bar
//   scrolling.scrolled(event)
//   scrolling.forget()

(() => {
  'use strict';

  const { dom } = foray;

  const recent = 1000; // ms from the hand to what scrolls by it
  const over = 150; // ms without scrolling after which it is told
  const keys = /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End| )$/;

  let hand = null; // {time, path: what it was used on, with all around that}
  let pressed = []; // the path of the last press: keys scroll there, too
  let boxes = new Map(); // box -> {isPage, x, y: where it began, atEnd, timer}

  const isOnBar = ({ target, offsetX, offsetY }) =>
    target instanceof Element && dom.clientWidth(target) > 0 && (offsetX >= dom.clientWidth(target) || offsetY >= dom.clientHeight(target));

  // In a field the same keys type and move the caret, which the browser keeps in sight.
  const isField = (node) => node instanceof Element && (dom.editable(node) || dom.matches(node, 'input,textarea,select'));
  const isScrollKey = (event, [target]) => keys.test(event.key) && !isField(target);

  function hands(event) {
    const path = event.composedPath();
    if (event.type === 'pointerdown') {
      pressed = path;
    }
    const scrolls = event.type === 'wheel' || (event.type === 'keydown' ? isScrollKey(event, path) : isOnBar(event));
    hand = scrolls ? { time: performance.now(), path: new Set(event.type === 'keydown' ? [...path, ...pressed] : path) } : null;
  }
  const isByHand = (scroller) => Boolean(hand?.path.has(scroller)) && performance.now() - hand.time <= recent;

  const isNearEnd = (box) => dom.scrollTop(box) + dom.clientHeight(box) >= dom.scrollHeight(box) - dom.clientHeight(box) / 2;

  function tell(box) {
    const { isPage, x, y, atEnd } = boxes.get(box);
    boxes.delete(box);
    if (dom.connected(box)) {
      const target = isPage ? {} : { target: foray.record.targetOf(box) };
      const where = atEnd ? { to: 'end' } : { x: Math.round(dom.scrollLeft(box) - x), y: Math.round(dom.scrollTop(box) - y) };
      foray.record.tell(box, { type: 'scroll', ...target, ...where }, { scroll: true });
    }
  }

  // What loads at the end of a list begins to load before the scrolling is over.
  function begin(box, isPage) {
    foray.effects.flush();
    boxes.set(box, { isPage, x: dom.scrollLeft(box), y: dom.scrollTop(box), atEnd: false, timer: 0 });
  }

  function scrolled(event) {
    const scroller = event.composedPath()[0];
    const isPage = scroller === document || scroller === dom.html(document) || scroller === dom.body(document);
    const box = isPage ? dom.scroller(document) : scroller;
    if (!box || !(boxes.has(box) || isByHand(isPage ? document : box))) {
      return; // the page did it
    }
    if (!boxes.has(box)) {
      begin(box, isPage);
    }
    const scrolling = boxes.get(box);
    scrolling.atEnd ||= isNearEnd(box);
    clearTimeout(scrolling.timer);
    scrolling.timer = setTimeout(tell, over, box);
  }

  foray.scrolling = {
    hands,
    scrolled,
    forget() {
      boxes.forEach(({ timer }) => clearTimeout(timer));
      boxes = new Map();
      pressed = [];
      hand = null;
    },
  };
})();
