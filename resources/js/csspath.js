// SPDX-License-Identifier: MIT
//
// foray.cssPath(element, root, counting) -> {css, positions}: a short CSS selector that should mean this element alone below root, and
// how many positions among siblings it counts; null where it would need one and `counting` is false. It leaves the element's
// id and test id to others, as a second way to the element should not hang on the same thing.

(() => {
  'use strict';

  const { dom, anchors, selectors, scores } = foray;
  const optionsTried = 8;

  const quoted = (value) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const onlyOne = (root, css) =>
    root instanceof Element ? dom.list(root, css).length === 1 : foray.pageIndex(root).onlyOne(css);
  // Pagers and sessions put numbers into addresses that mean another page tomorrow; only a page number itself means its address.
  const stableHref = (element, href) => {
    const paged = /[?&#;].*\d|page\W?\d/i.test(href);
    return (
      href.length > 0 &&
      href.length <= 80 &&
      !/^(javascript:|data:|#)/i.test(href) &&
      !/[0-9a-f]{12,}|\d{8,}/i.test(href) &&
      (!paged || /^\d+$/.test(dom.text(element).trim()))
    );
  };
  const plainAttributes = ['rel', 'itemprop', 'for', 'autocomplete', 'action', 'role', 'type'];
  const attributeCost = (element, name, value) => {
    if (value === '' || value.length > 80) {
      return 0;
    }
    if (selectors.testIds.includes(name)) {
      return anchors.stableWord(value.replace(/\s/g, '-')) ? scores.part.testid : 0;
    }
    if (name === 'href') {
      return stableHref(element, value) ? scores.part.href : 0;
    }
    if (name.startsWith('data-')) {
      return anchors.stableWord(name) && anchors.stableWord(value) && !anchors.volatile(value) ? scores.part.data : 0;
    }
    if (name === 'name') {
      return anchors.stableWord(value) ? scores.part.name : 0;
    }
    const isChoice = name === 'value' && dom.matches(element, 'option,input[type=radio],input[type=checkbox],button');
    return (plainAttributes.includes(name) || isChoice) && anchors.stableWord(value) ? scores.part.attribute : 0;
  };

  let optionsKnown = new Map(); // of the path under way: the same ancestors are asked again and again
  const optionsOf = (element) => {
    if (!optionsKnown.has(element)) {
      optionsKnown.set(element, readOptions(element));
    }
    return optionsKnown.get(element);
  };
  // [{css, cost}], cheapest first: simple selectors that the element matches.
  const readOptions = (element) => {
    const tag = CSS.escape(dom.tag(element));
    const options = [{ css: tag, cost: tag.includes('-') ? scores.part.custom : scores.part.tag }];
    for (const { name, value } of dom.attributes(element)) {
      const cost = attributeCost(element, name, value);
      if (cost > 0) {
        options.push({ css: `${cost < scores.part.name ? '' : tag}[${CSS.escape(name)}=${quoted(value)}]`, cost });
      }
    }
    const classes = Array.from(dom.classes(element)).filter(anchors.stableClass).map((name) => `.${CSS.escape(name)}`);
    for (const [i, name] of classes.slice(0, 3).entries()) {
      options.push({ css: name, cost: scores.part.class }, { css: tag + name, cost: scores.part.taggedClass });
      classes.slice(0, i).forEach((other) => options.push({ css: other + name, cost: scores.part.twoClasses }));
    }
    const id = dom.id(element);
    if (anchors.stableWord(id)) {
      options.push({ css: `#${CSS.escape(id)}`, cost: scores.part.id });
    }
    return options.sort((a, b) => a.cost - b.cost);
  };
  // Among the siblings of its tag. XPath counts them in the browser; lists can be long.
  const nodeTest = (element) => {
    const tag = dom.tag(element);
    return element instanceof HTMLElement && /^[a-z][\w-]*$/.test(tag) ? tag : `*[local-name()="${tag}"]`;
  };
  const countOf = (axis, element) =>
    Document.prototype.evaluate.call(
      document,
      `count(${axis}-sibling::${nodeTest(element)})`,
      element,
      null,
      XPathResult.NUMBER_TYPE,
      null,
    ).numberValue;
  const positionOf = (element) => {
    const index = countOf('preceding', element) + 1;
    return { index, count: index + countOf('following', element) };
  };
  const nthOf = (element) => ({ css: `${CSS.escape(dom.tag(element))}:nth-of-type(${positionOf(element).index})`, cost: scores.part.nth });

  const joined = (outer, inner, by) => ({ css: outer.css + by + inner.css, cost: outer.cost + inner.cost });
  const parentIn = (element, root) => {
    const parent = dom.parent(element);
    return parent instanceof Element && parent !== root ? parent : null;
  };
  // Tags that say nothing about what is in them: better than a position, worse than anything else.
  const boxes = new Set(['div', 'span', 'section', 'body', 'p', 'ul', 'ol', 'li', 'table', 'tbody', 'tr', 'td']);

  // Grows from the element: alone, then below the nearest ancestor that can be named, then by a position among its siblings.
  // Without `counting` there is none where it takes a position.
  const path = (element, root, counting, own = optionsOf(element).slice(0, optionsTried)) => {
    const single = own.find(({ css }) => onlyOne(root, css));
    if (single) {
      return single;
    }
    let outermost = element; // within it, what is in `alive` still means the element alone
    let alive = own;
    let boxed = null;
    for (let node = parentIn(element, root); node; node = parentIn(node, root)) {
      const still = alive.filter(({ css }) => onlyOne(node, css));
      if (still.length === 0) {
        break;
      }
      alive = still;
      const name = optionsOf(node)
        .slice(0, optionsTried)
        .find(({ css }) => onlyOne(root, css) || onlyOne(root, `${css} ${alive[0].css}`));
      if (name && !boxes.has(name.css)) {
        return joined(name, alive[0], ' ');
      }
      boxed ??= name && joined(name, alive[0], ' ');
      outermost = node;
    }
    if (boxed) {
      return boxed;
    }
    if (!counting) {
      return null;
    }
    const parent = parentIn(outermost, root);
    const placed = parent ? joined(path(parent, root, true), nthOf(outermost), ' > ') : nthOf(outermost);
    return outermost === element ? placed : joined(placed, alive[0], ' ');
  };
  // Without its outer parts where these are tags and positions and the rest says it all.
  const shortened = (css, root) => {
    let short = css;
    for (let rest = /^[\w-]+(:nth-of-type\(\d+\))? (> )?(?=.)/.exec(short); rest; ) {
      const shorter = short.slice(rest[0].length);
      if (!onlyOne(root, shorter)) {
        break;
      }
      short = shorter;
      rest = /^[\w-]+(:nth-of-type\(\d+\))? (> )?(?=.)/.exec(short);
    }
    return short;
  };
  const cssPath = (element, root, counting) => {
    optionsKnown = new Map();
    const others = optionsOf(element).filter(({ css, cost }) => cost > scores.part.testid || !onlyOne(root, css));
    const found = path(element, root, counting, others.slice(0, optionsTried));
    const css = found && shortened(found.css, root);
    return css && { css, positions: css.split(':nth-of-type').length - 1 };
  };

  foray.cssPath = Object.assign(cssPath, { nodeTest, positionOf, parentIn });
})();
