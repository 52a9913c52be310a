// SPDX-License-Identifier: MIT
//
// CSS for what was found, in the words that Crawl4AI's parser knows, too: no :scope, no leading combinator.
//
//   foray.detectSelectors.base(rows) -> CSS that matches exactly these elements of the document; '' if there is none
//   foray.detectSelectors.slot(rows, elements, base) -> CSS whose first match in each row is its element (null: no match); '' if there is none
//   foray.detectSelectors.each(rows, lists) -> CSS that matches exactly lists[i] in rows[i]
//   foray.detectSelectors.source(rows, siblings) -> "+ tr.sub", Crawl4AI's way to a sibling; ''

(() => {
  'use strict';

  const { dom, anchors } = foray;

  const most = 40; // rows looked at for slots
  const quoted = (value) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const escaped = (word) => CSS.escape(word);
  const same = (a, b) => a.length === b.length && a.every((element, i) => element === b[i]);
  const listOf = (root, css) => {
    try {
      return dom.all(root, css);
    } catch {
      return [];
    }
  };

  const told = ['itemprop', 'role', 'rel', 'type', 'name', 'data-testid', 'data-test', 'data-type', 'itemtype', 'aria-label', 'scope'];
  const attributeParts = (element) =>
    told
      .map((name) => ({ name, value: dom.attr(element, name) }))
      .filter(({ value }) => value && value.length < 60 && anchors.stableWord(value.replace(/[\s/.]/g, '-')))
      .map(({ name, value }) => `${escaped(dom.tag(element))}[${name}=${quoted(value)}]`);
  // What says something of all of them, shortest first: the tag, classes, attributes.
  const partsOf = (elements) => {
    const [first] = elements;
    const tags = new Set(elements.map(dom.tag));
    const tag = tags.size === 1 ? escaped(dom.tag(first)) : '';
    const common = (part) => elements.every((element) => dom.matches(element, part));
    const classes = Array.from(dom.classes(first)).filter(anchors.stableClass).map((name) => `${tag}.${escaped(name)}`);
    const found = [...classes, ...attributeParts(first)].filter(common);
    return [...found, ...(classes.length > 1 && common(classes.join('').replaceAll(tag, '')) ? [tag + classes.join('').replaceAll(tag, '')] : []), ...(tag ? [tag] : [])];
  };

  const commonAncestor = (elements) => {
    let node = dom.parent(elements[0]);
    while (node instanceof Element && !elements.every((element) => dom.contains(node, element))) {
      node = dom.parent(node);
    }
    return node instanceof Element ? node : null;
  };
  const containerParts = (element) => {
    const id = dom.id(element);
    return [...(anchors.stableWord(id) ? [`#${escaped(id)}`] : []), ...partsOf([element])];
  };

  const within = (parts, rows) => {
    const top = commonAncestor(rows);
    const isParent = rows.every((row) => dom.parent(row) === top);
    for (let node = top, depth = 0; node && depth < 6; node = dom.composedParent(node), depth++) {
      for (const outer of containerParts(node)) {
        for (const part of parts) {
          const found = [`${outer} ${part}`, ...(depth === 0 && isParent ? [`${outer} > ${part}`] : [])].find((css) => same(listOf(document, css), rows));
          if (found) {
            return found;
          }
        }
      }
    }
    return '';
  };
  const counted = (parts, rows) => {
    const top = commonAncestor(rows);
    const path = top && foray.cssPath(top, document, true);
    return path ? (parts.map((part) => [`${path.css} > ${part}`, `${path.css} ${part}`]).flat().find((css) => same(listOf(document, css), rows)) ?? '') : '';
  };
  // Rows less what stands between them: an empty value, a class that only the others have.
  const without = (parts, rows) => {
    const top = commonAncestor(rows);
    const [part] = parts.slice(-1);
    const others = top && part ? listOf(top, part).filter((each) => !rows.includes(each) && dom.parent(each) === dom.parent(rows[0])) : [];
    const classes = others.flatMap((each) => Array.from(dom.classes(each)).filter(anchors.stableClass));
    const nots = [...new Set(classes)].map((name) => `:not(.${escaped(name)})`);
    return [...(others.some((each) => dom.attr(each, 'value') === '') ? ['[value]:not([value=""])'] : []), ...nots].map((not) => part + not);
  };

  const base = (rows) => {
    const parts = partsOf(rows);
    const plain = parts.find((part) => part !== escaped(dom.tag(rows[0])) && same(listOf(document, part), rows));
    if (plain) {
      return plain;
    }
    const all = [...parts, ...without(parts, rows)];
    return within(all, rows) || counted(all, rows);
  };

  // -- In rows ----------------------------------------------------------------------------------------------------------

  const pathTo = (row, element) => {
    const steps = [];
    for (let node = element; node !== row; node = dom.parent(node)) {
      const alike = Array.from(dom.childrenOf(dom.parent(node))).filter((each) => dom.tag(each) === dom.tag(node));
      steps.unshift(escaped(dom.tag(node)) + (alike.length > 1 ? `:nth-of-type(${alike.indexOf(node) + 1})` : ''));
    }
    return steps;
  };
  const slotCandidates = (row, element, from) => {
    const own = partsOf([element]);
    const parent = dom.parent(element);
    const outer = parent !== row && dom.contains(row, parent) ? partsOf([parent]) : [];
    const steps = pathTo(row, element);
    const tails = steps.map((_, i) => steps.slice(steps.length - 1 - i).join(' > '));
    // Parsers look for what is in the row, but see what is around it, too.
    const whole = from ? [`${from} > ${steps.join(' > ')}`] : [];
    return [...own, ...outer.flatMap((part) => own.map((each) => `${part} > ${each}`)), ...tails, ...whole];
  };
  const slot = (rows, elements, from = '') => {
    const sample = rows.slice(0, most);
    const at = elements.findIndex(Boolean);
    const fits = (css) => sample.every((row, i) => (listOf(row, css)[0] ?? null) === elements[i]);
    return at < 0 ? '' : (slotCandidates(rows[at], elements[at], from).find(fits) ?? '');
  };
  const each = (rows, lists) => {
    const sample = rows.slice(0, most);
    const at = lists.findIndex((list) => list.length > 0);
    if (at < 0) {
      return '';
    }
    const fits = (css) => sample.every((row, i) => same(listOf(row, css), lists[i]));
    const [first] = lists[at];
    const own = partsOf(lists[at]);
    const outer = dom.parent(first) !== rows[at] ? partsOf([dom.parent(first)]) : [];
    return [...own, ...outer.flatMap((part) => own.map((one) => `${part} > ${one}`))].find(fits) ?? '';
  };

  const source = (rows, siblings) => {
    const at = siblings.findIndex(Boolean);
    if (at < 0) {
      return '';
    }
    const tag = dom.tag(siblings[at]);
    const names = Array.from(dom.classes(siblings[at])).filter(anchors.stableClass);
    const finds = (classes) => (row) => {
      for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
        if (dom.tag(next) === tag && classes.every((name) => dom.classes(next).contains(name))) {
          return next;
        }
      }
      return null;
    };
    const fits = (classes) => rows.every((row, i) => !siblings[i] || finds(classes)(row) === siblings[i]);
    const classes = [[], ...names.map((name) => [name])].find(fits);
    return classes ? `+ ${[tag, ...classes].join('.')}` : '';
  };

  foray.detectSelectors = { base, slot, each, source };
})();
