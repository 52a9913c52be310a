// SPDX-License-Identifier: MIT
//
// What a person points at, and where the elements of a plan are. It only looks: the window draws the outlines.
//
//   methods.elementAt({x, y, exact, within}, signal) -> what is there (see `tell`) or null; x, y: in this frame's viewport
//     exact: that very element, not the button around an icon; within: locator of a loop's elements, from which selectors start
//   methods.elementBeside({direction, within}) -> the same for the parent | child | next | previous of what was told last
//   methods.boxesOf({locator, every}) -> {rects: [{x, y, width, height}], count}: the one it means, or every one it matches
//   methods.reveal({locator}) -> whether it is there; brings it into view

(() => {
  'use strict';

  const { dom, selectors, squash, cut, describe, frameFinder, rows } = foray;

  const mostBoxes = 200;
  const textLength = 200;
  let last = null; // element

  const shownText = (element) => squash(element instanceof HTMLElement ? dom.innerText(element) : dom.text(element));
  const boxOf = (element) => {
    const { x, y, width, height } = dom.rect(element);
    return { x, y, width, height };
  };
  const joined = (path) => (path.length === 1 ? path[0] : path);

  const rowAround = (element, within) => {
    const all = within ? foray.find.all(within) : [];
    return all.find((row) => dom.contains(row, element) && row !== element) ?? null;
  };

  // frames: the way to it, which the frames around this one put in front.
  const tell = (element, within) => {
    last = element;
    const row = rowAround(element, within);
    const paths = foray.selectorsFor(element, row ?? document);
    const box = boxOf(element);
    return {
      target: { selectors: paths.map(joined), fingerprint: foray.fingerprint(element) },
      inRow: Boolean(row),
      frames: [],
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      rect: box,
      selector: paths.length ? selectors.text(joined(paths[0])) : '',
      matches: paths.length ? selectors.all(paths[0], row ?? document).length : 0,
      words: describe(element),
      text: cut(shownText(element), textLength),
      css: foray.cssOf(element).split(' >>> ').at(-1),
      place: foray.everyStep(element), // as css, but repeating nothing that the page says
      rows: rows.around(element),
    };
  };

  const elementAt = async (args, signal) => {
    const hit = frameFinder.atPoint(args.x, args.y);
    if (!hit) {
      return null;
    }
    if (frameFinder.isFrame(hit)) {
      const inside = await foray.frames.callInside(hit, 'elementAt', frameFinder.inward(hit, args), signal);
      if (inside) {
        return inside;
      }
    }
    return tell(args.exact ? hit : foray.retarget(hit), args.within);
  };

  const firstChild = (element) => dom.firstChild(element) ?? Array.from(dom.shadow(element)?.children ?? []).at(0) ?? null;
  const sibling = (element, step) => {
    const all = dom.parent(element) ? Array.from(dom.childrenOf(dom.parent(element))) : [];
    return all[all.indexOf(element) + step] ?? null;
  };
  const besides = {
    parent: dom.composedParent,
    child: firstChild,
    next: (element) => sibling(element, 1),
    previous: (element) => sibling(element, -1),
  };
  const elementBeside = ({ direction, within }) => {
    if (!last || !dom.connected(last)) {
      return null;
    }
    const to = besides[direction]?.(last);
    return tell(to instanceof Element && to !== dom.html(document) ? to : last, within);
  };

  // As far as a look tells it: what only healing would find has no box.
  const meant = (locator, every) => {
    try {
      return every ? foray.find.all(locator) : [foray.find(locator, { stage: 'fallback' }).element].filter(Boolean);
    } catch {
      return []; // a selector under way in an editor
    }
  };
  const boxesOf = ({ locator, every }) => {
    const found = meant(locator, every);
    const rects = found.slice(0, mostBoxes).map(boxOf);
    return { rects: rects.filter(({ width, height }) => width > 0 && height > 0), count: found.length };
  };

  const reveal = ({ locator }) => {
    const [element] = meant(locator, false);
    element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    return Boolean(element);
  };

  Object.assign(foray.methods, { elementAt, elementBeside, boxesOf, reveal });
})();
