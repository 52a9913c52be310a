// SPDX-License-Identifier: MIT
//
// Hovering that matters: what a menu needs to be open. Moving the mouse about is not told.
//
//   foray.hover.neededFor(element) -> {element, target} what must be hovered before the element can be clicked, or null
//   foray.hover.set(on)
//
// Two ways in which pages open things: by CSS (a rule with :hover that shows them) and by script (something changed right
// after the pointer came, and nothing else had happened).

(() => {
  'use strict';

  const { dom } = foray;

  const answer = 400; // ms in which a page answers the pointer
  const showing = ['display', 'visibility', 'opacity', 'height', 'max-height', 'transform', 'left', 'top', 'clip-path'];

  let over = null; // {element, time}
  let opened = []; // [{host: Element, nodes: Set of Element}] by script, newest last

  // CSS ---------------------------------------------------------------------------------------------------------------

  const rulesOf = (sheet) => {
    try {
      return Array.from(sheet.cssRules);
    } catch {
      return []; // of another origin
    }
  };
  const flat = (rules) => rules.flatMap((rule) => (rule.cssRules && !rule.selectorText ? flat(Array.from(rule.cssRules)) : [rule]));
  const isShowing = (rule) => showing.some((name) => rule.style?.getPropertyValue(name));

  let known = null; // {count, rules}
  function hoverRules() {
    const sheets = [...document.styleSheets, ...(document.adoptedStyleSheets ?? [])];
    const count = sheets.reduce((sum, sheet) => sum + rulesOf(sheet).length, 0);
    if (known?.count !== count) {
      const rules = sheets.flatMap((sheet) => flat(rulesOf(sheet)));
      const selectors = rules.filter((rule) => rule.selectorText?.includes(':hover') && isShowing(rule));
      known = { count, selectors: selectors.flatMap((rule) => rule.selectorText.split(/,(?![^(]*\))/)) };
    }
    return known.selectors;
  }

  // "nav li:hover > ul" shows the ul while the li is hovered.
  function hostByCss(element) {
    for (const selector of hoverRules()) {
      const [before, after] = [selector.slice(0, selector.indexOf(':hover')), selector.slice(selector.lastIndexOf(':hover') + 6)];
      if (!/[\s>+~]/.test(after.trim() ? after : '')) {
        continue; // it changes the hovered element itself, which is there already
      }
      try {
        const shown = dom.closest(element, selector.replaceAll(':hover', ''));
        const host = shown && hostOf(shown, before);
        if (host) {
          return host;
        }
      } catch {
        // a selector of a newer kind
      }
    }
    return null;
  }
  const hostOf = (shown, before) => {
    const above = dom.composedParent(shown) && dom.closest(dom.composedParent(shown), before);
    const beside = dom.parent(shown) instanceof Element && Array.from(dom.childrenOf(dom.parent(shown))).find((each) => dom.matches(each, before));
    return above ?? (beside || null);
  };

  // Script ------------------------------------------------------------------------------------------------------------

  function pointerOver(event) {
    const element = event.composedPath().find((node) => node instanceof Element);
    if (event.isTrusted && element && element !== over?.element) {
      over = { element, time: performance.now() };
    }
  }

  // Told by recordeffects.js: these have changed, and no action is under way.
  function changed(nodes) {
    if (!over || performance.now() - over.time > answer) {
      return;
    }
    const host = foray.retarget ? foray.retarget(over.element) : over.element;
    if (opened.at(-1)?.host !== host) {
      opened = [...opened.slice(-4), { host, nodes: new Set() }];
    }
    nodes.forEach((node) => opened.at(-1).nodes.add(node));
  }

  function hostByScript(element) {
    const found = opened.filter(({ host, nodes }) => dom.connected(host) && !dom.contains(element, host) && [...nodes].some((node) => dom.contains(node, element)));
    return found.at(-1) ?? null;
  }

  addEventListener('pointerover', pointerOver, { capture: true, passive: true });
  const forget = () => {
    over = null;
  };
  addEventListener('pointerdown', forget, { capture: true, passive: true });

  foray.hover = {
    neededFor(element) {
      const script = hostByScript(element);
      if (script && script.host !== element) {
        return { element: script.host, target: foray.record.targetOf(script.host) };
      }
      const host = hostByCss(element);
      return host && host !== element ? { element: host, target: foray.record.targetOf(host) } : null;
    },
    changed,
    set() {
      over = null;
      opened = [];
      known = null;
    },
  };
})();
