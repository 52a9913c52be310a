// SPDX-License-Identifier: MIT
//
// foray.rules: what style sheets show and hide, for telling whether hovering matters.
//
//   rules.hovering(root) -> [{selector, before, ofHost, names}] of the document's or the shadow root's sheets: while what `before`
//       means is hovered (ofHost: the host), what `selector` means is shown by these properties
//   rules.isHidden(element, root, names) -> whether without hovering it is hidden by one of these properties, by default any
//
// Sheets are read once; that one has other rules now shows at its ends, so that a press costs the same however large they are.

(() => {
  'use strict';

  const { dom } = foray;

  const far = (value) => /-?\d{3,}(\.\d+)?(px|%)|-?\d{2,}(\.\d+)?(r?em|v[wh])|scale\w*\(0(\.0*)?[,)]/.test(value);
  const nothing = (value) => parseFloat(value) === 0;
  // Property -> whether such a value hides.
  const hiding = {
    display: (value) => value === 'none',
    visibility: (value) => value !== 'visible',
    opacity: (value) => parseFloat(value) < 0.1,
    'pointer-events': (value) => value === 'none',
    width: nothing,
    height: nothing,
    'max-width': nothing,
    'max-height': nothing,
    left: far,
    right: far,
    top: far,
    bottom: far,
    transform: far,
    clip: (value) => value !== 'auto',
    'clip-path': (value) => value !== 'none',
  };
  const properties = Object.keys(hiding);
  const isHiding = (name, value) => value !== '' && (value.includes('var(') || hiding[name](value));
  const isShowing = (name, value) => value !== '' && (value.includes('var(') || !hiding[name](value));
  const namesWhere = (style, test) => properties.filter((name) => test(name, style.getPropertyValue(name)));

  // Reading -----------------------------------------------------------------------------------------------------------

  const listOf = (sheet) => {
    try {
      return sheet.disabled ? [] : sheet.cssRules;
    } catch {
      return []; // of another origin
    }
  };
  const isApplied = (rule) => !(rule instanceof CSSMediaRule) || matchMedia(rule.media.mediaText).matches;
  const inner = (rule) => (rule.styleSheet ? listOf(rule.styleSheet) : rule.cssRules);
  const flat = (rules) =>
    Array.from(rules).flatMap((rule) => (rule.selectorText ? [rule] : inner(rule) && isApplied(rule) ? flat(inner(rule)) : []));

  const closing = /^\s*:host\([^()]*:hover[^()]*\)\s*[>+~]?\s*(.+)$/;
  // "nav li:hover > ul" shows the ul while the li is hovered; one that ends there changes what is seen already.
  function readHovering(selector, names) {
    const before = selector.slice(0, selector.indexOf(':hover'));
    const after = selector.slice(selector.lastIndexOf(':hover') + ':hover'.length);
    const [, ofHost] = closing.exec(selector) ?? [];
    if (ofHost) {
      return [{ selector: ofHost, before: '', ofHost: true, names }];
    }
    return after.trim() && /[\s>+~]/.test(after) ? [{ selector: selector.replaceAll(':hover', ''), before, ofHost: false, names }] : [];
  }
  const split = (selectors) => selectors.split(/,(?![^(]*\))/);
  function hoveringOf(rule) {
    const names = namesWhere(rule.style, isShowing);
    const selectors = names.length > 0 ? split(rule.selectorText).filter((selector) => selector.includes(':hover')) : [];
    return selectors.flatMap((selector) => readHovering(selector, names));
  }
  function hidingOf(rule) {
    const names = namesWhere(rule.style, isHiding);
    return names.length > 0 ? [{ selector: rule.selectorText, names }] : [];
  }
  function read(rules) {
    const all = flat(rules);
    const isHover = (rule) => rule.selectorText.includes(':hover');
    return { hovering: all.filter(isHover).flatMap(hoveringOf), hidden: all.filter((rule) => !isHover(rule)).flatMap(hidingOf) };
  }

  let known = new WeakMap(); // sheet -> {length, first, last, width, hovering, hidden}
  function rulesOf(sheet) {
    const rules = listOf(sheet);
    const now = { length: rules.length, first: rules[0], last: rules[rules.length - 1], width: innerWidth };
    const before = known.get(sheet);
    if (!before || Object.keys(now).some((key) => now[key] !== before[key])) {
      known.set(sheet, { ...now, ...read(rules) });
    }
    return known.get(sheet);
  }

  const sheetsOf = (root) =>
    root instanceof Document || root instanceof ShadowRoot ? [...dom.styleSheets(root), ...dom.adoptedStyleSheets(root)] : [];
  const hovering = (root) => sheetsOf(root).flatMap((sheet) => rulesOf(sheet).hovering);

  // -------------------------------------------------------------------------------------------------------------------

  const matches = (element, selector) => {
    try {
      return dom.matches(element, selector);
    } catch {
      return false; // a selector of a newer kind
    }
  };
  const isHiddenByItself = (element, names) =>
    (names.includes('display') && (dom.hasAttr(element, 'hidden') || (dom.tag(element) === 'dialog' && !dom.hasAttr(element, 'open')))) ||
    (element instanceof HTMLElement && names.some((name) => isHiding(name, dom.ownStyle(element).getPropertyValue(name))));

  foray.rules = {
    hovering,
    isHidden: (element, root, names = properties) =>
      isHiddenByItself(element, names) ||
      sheetsOf(root)
        .flatMap((sheet) => rulesOf(sheet).hidden)
        .some((rule) => rule.names.some((name) => names.includes(name)) && matches(element, rule.selector)),
    forget() {
      known = new WeakMap();
    },
  };
})();
