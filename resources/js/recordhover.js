// SPDX-License-Identifier: MIT
//
// Hovering that matters: what must be hovered so that what is clicked then is there. Moving the mouse about is not told.
//
//   foray.hover.neededFor(element) -> {element, target} what must be hovered before the element can be clicked, or null
//   foray.hover.isAnswer(element) -> whether a change of it now is likely to be due to where the pointer has come
//   foray.hover.changed(records)   mutations while no action was under way
//   foray.hover.set(on)
//
// Two ways in which pages open things: by CSS (a rule with :hover that shows what others hide) and by script (right after the
// pointer came, and nothing else had happened, something was inserted or lost what hid it).

(() => {
  'use strict';

  const { dom } = foray;

  const answer = 400; // ms in which a page answers the pointer
  const most = 500; // mutations looked at for one place
  const remembered = 5; // places

  let over = null; // {element, time}
  let opened = []; // [{host, added: Set of Element, before: Map of Element -> Map of attribute -> value}] by script, newest last

  // CSS ---------------------------------------------------------------------------------------------------------------

  const closest = (element, selector) => {
    try {
      return dom.closest(element, selector);
    } catch {
      return null; // a selector of a newer kind
    }
  };
  const hostOf = (shown, before) => {
    const above = dom.composedParent(shown) && closest(dom.composedParent(shown), before);
    const beside = dom.parent(shown) instanceof Element && Array.from(dom.childrenOf(dom.parent(shown))).find((each) => closest(each, before) === each);
    return above ?? (beside || null);
  };
  function hostByRule({ selector, before, ofHost, names }, element, root) {
    const shown = closest(element, selector);
    if (!shown || !foray.rules.isHidden(shown, root, names)) {
      return null;
    }
    return ofHost ? (root.host ?? null) : hostOf(shown, before);
  }

  function hostByCss(element) {
    for (let inner = element; inner; inner = dom.rootOf(inner).host) {
      const root = dom.rootOf(inner);
      for (const rule of foray.rules.hovering(root)) {
        const host = hostByRule(rule, inner, root);
        if (host && host !== element) {
          return host;
        }
      }
    }
    return null;
  }

  // Script ------------------------------------------------------------------------------------------------------------

  let at = ''; // where the pointer was last: what comes under one at rest is no hovering
  const placeOf = ({ screenX, screenY }) => `${screenX} ${screenY}`;

  function pointerOver(event) {
    const element = event.composedPath().find((node) => node instanceof Element);
    if (event.isTrusted && element && element !== over?.element && placeOf(event) !== at) {
      over = { element, time: performance.now() };
    }
    at = placeOf(event);
  }

  const isFresh = () => over !== null && performance.now() - over.time <= answer;

  // It is above the pointer or beside what is. Everything is in the body; that tells nothing.
  function isAnswer(element) {
    const around = isFresh() && element ? dom.parent(element) : null;
    return around instanceof Element && around !== dom.body(document) && around !== dom.html(document) && dom.contains(around, over.element);
  }

  function note({ added, before }, { type, target, attributeName, oldValue, addedNodes }) {
    if (type === 'childList') {
      Array.from(addedNodes).forEach((node) => node instanceof Element && added.add(node));
    } else if (type === 'attributes') {
      const attributes = before.get(target) ?? new Map();
      before.set(target, attributes.has(attributeName) ? attributes : attributes.set(attributeName, oldValue));
    }
  }

  function changed(records) {
    if (!isFresh()) {
      return;
    }
    const host = foray.retarget ? foray.retarget(over.element) : over.element;
    if (opened.at(-1)?.host !== host) {
      opened = [...opened.slice(1 - remembered), { host, added: new Set(), before: new Map() }];
    }
    records.slice(0, most).forEach((record) => note(opened.at(-1), record));
  }

  // The element and what is around it up to the changed one, as they were: copies in a document where nothing runs or loads.
  function copiesFrom(element, changedOne, attributes) {
    const inert = new DOMParser().parseFromString('', 'text/html');
    const copies = [];
    let within = 0;
    for (let each = element; each instanceof Element; each = dom.parent(each)) {
      const copy = inert.importNode(each, false);
      if (each === changedOne) {
        attributes.forEach((value, name) => (value === null ? copy.removeAttribute(name) : copy.setAttribute(name, value)));
        within = copies.length + 1;
      }
      if (copies.length > 0) {
        Node.prototype.appendChild.call(copy, copies.at(-1));
      }
      copies.push(copy);
    }
    inert.replaceChild(copies.at(-1), dom.html(inert));
    return copies.slice(0, within);
  }
  const wasHidden = (element, changedOne, attributes) =>
    copiesFrom(element, changedOne, attributes).some((copy) => foray.rules.isHidden(copy, dom.rootOf(element)));

  const hasBrought = ({ added, before }, element) =>
    [...added].some((node) => dom.contains(node, element)) ||
    [...before].some(([node, attributes]) => dom.contains(node, element) && wasHidden(element, node, attributes));
  const hostByScript = (element) =>
    opened.findLast(({ host, ...entry }) => dom.connected(host) && !dom.contains(element, host) && hasBrought(entry, element))?.host ?? null;

  addEventListener('pointerover', pointerOver, { capture: true, passive: true });
  const forget = (event) => {
    over = null;
    at = placeOf(event);
  };
  addEventListener('pointerdown', forget, { capture: true, passive: true });

  foray.hover = {
    neededFor(element) {
      const host = hostByScript(element) ?? hostByCss(element);
      return host ? { element: host, target: foray.record.targetOf(host) } : null;
    },
    isAnswer,
    changed,
    set() {
      over = null;
      opened = [];
      foray.rules.forget();
    },
  };
})();
