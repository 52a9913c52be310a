// SPDX-License-Identifier: MIT
//
// Elements that a page repeats: the rows of a list, told by their tag and a class that names a thing.
//
//   foray.rows.kindOf(element) -> "li.commit"
//   foray.rows.sameKind(parent, kind) -> its children of that kind
//   foray.rows.cssOf(element) -> the CSS that the recorder would write for it; '' where it would write none
//   foray.rows.selector(parent, kind) -> CSS that matches exactly those rows, or at least has them first; '' if there is none
//   foray.rows.around(element) -> {selector, count} of the rows of which it is one or in one of which it stands; null if there are none

(() => {
  'use strict';

  const { dom, anchors } = foray;

  // Of a tag and its classes, as they are written: thousands of rows have the same.
  const kindOfStart = anchors.remembered((start) => {
    const [tag, ...classes] = start.split(/[ \t\n\f\r]+/);
    const name = classes.find(anchors.stableClass);
    return [tag, ...(name ? [name] : [])].map((part) => CSS.escape(part)).join('.');
  });
  const kindOf = (element) => kindOfStart(`${dom.tag(element)} ${dom.attr(element, 'class') ?? ''}`);
  const sameKind = (parent, kind) => Array.from(dom.childrenOf(parent)).filter((each) => kindOf(each) === kind);

  const cssOf = (element) => {
    const path = foray.selectorsFor(element).find((each) => each.length === 1 && each[0].startsWith('css/'));
    return path ? path[0].slice('css/'.length) : '';
  };
  const selector = (parent, kind) => {
    const rows = sameKind(parent, kind);
    const first = dom.list(document, kind);
    if (first.length === rows.length && first[0] === rows[0]) {
      return kind;
    }
    const above = parent instanceof Element ? cssOf(parent) : '';
    return above ? `${above} > ${kind}` : '';
  };

  // What lays out a line of text or a head is repeated, too, but is no list.
  const parts = new Set(['span', 'b', 'i', 'em', 'strong', 'small', 'br', 'td', 'th', 'meta', 'link', 'script', 'style', 'head', 'body']);
  const around = (element) => {
    for (let row = element; row && dom.parent(row) instanceof Element; row = dom.parent(row)) {
      const rows = parts.has(dom.tag(row)) ? [] : sameKind(dom.parent(row), kindOf(row));
      const found = rows.length > 1 ? selector(dom.parent(row), kindOf(row)) : '';
      if (found) {
        return { selector: found, count: dom.all(document, found).length };
      }
    }
    return null;
  };

  foray.rows = { kindOf, sameKind, cssOf, selector, around };
})();
