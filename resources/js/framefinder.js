// SPDX-License-Identifier: MIT
//
// The frame elements of this document, and what is seen through them. frames.js talks to what is inside.
//
//   foray.frameFinder.elements() -> all of them, in document order, also in open shadow roots
//   .isFrame(element); .find(ref, urlOf) -> the one a FrameRef of the plan means, or null; urlOf(element): where it is, '' if unknown
//   .refOf(element, url) -> the FrameRef that means it
//   .outward(element, place), .inward(element, place): {x, y, rect?} of the frame's viewport in ours, and back
//   .atPoint(x, y) -> the element there, also in open shadow roots
//   .bringIntoView(element)

(() => {
  'use strict';

  const { dom, selectors } = foray;

  const isFrame = (element) => element instanceof HTMLIFrameElement || element instanceof HTMLFrameElement;
  const collect = (root, found) => {
    for (const element of dom.all(root, '*')) {
      if (isFrame(element)) {
        found.push(element);
      }
      const shadow = dom.shadow(element);
      if (shadow) {
        collect(shadow, found);
      }
    }
    return found;
  };
  const elements = () => collect(document, []);

  const bySelectors = (ref) => {
    for (const selector of ref.selectors || []) {
      const found = selectors.all(Array.isArray(selector) ? selector : [selector], document).filter(isFrame);
      if (found.length === 1) {
        return found[0];
      }
    }
    return null;
  };
  const onlyOne = (found) => (found.length === 1 ? found[0] : null);
  const find = (ref, urlOf) => {
    const bySelector = bySelectors(ref);
    if (bySelector) {
      return bySelector;
    }
    const all = elements();
    const named = ref.name && onlyOne(all.filter((element) => dom.attr(element, 'name') === ref.name));
    if (named) {
      return named;
    }
    if (ref.url) {
      const pattern = new RegExp(ref.url); // the app writes globs as regular expressions
      const matching = onlyOne(all.filter((element) => urlOf(element) && pattern.test(urlOf(element))));
      if (matching) {
        return matching;
      }
    }
    return Number.isInteger(ref.index) && ref.index >= 0 ? all[ref.index] || null : null;
  };

  const refOf = (element, url) => {
    const own = foray.selectorsFor(element).map((path) => (path.length === 1 ? path[0] : path));
    const name = dom.attr(element, 'name') || '';
    const where = url ? { url: url.replace(/[?#].*$/, '*') } : {};
    return { selectors: own, ...(name && { name }), ...where, index: elements().indexOf(element) };
  };

  // Where the frame's own viewport begins in ours.
  const originOf = (element) => {
    const box = dom.rect(element);
    const style = dom.style(element);
    return {
      x: box.left + element.clientLeft + (parseFloat(style.paddingLeft) || 0),
      y: box.top + element.clientTop + (parseFloat(style.paddingTop) || 0),
    };
  };
  const moved = (place, dx, dy) => ({
    ...place,
    x: place.x + dx,
    y: place.y + dy,
    ...(place.rect && { rect: { ...place.rect, x: place.rect.x + dx, y: place.rect.y + dy } }),
  });
  const outward = (element, place) => moved(place, originOf(element).x, originOf(element).y);
  const inward = (element, place) => moved(place, -originOf(element).x, -originOf(element).y);

  const atPoint = (x, y) => {
    let element = Document.prototype.elementFromPoint.call(document, x, y);
    while (element && dom.shadow(element)) {
      const inner = dom.shadow(element).elementFromPoint(x, y);
      if (!inner || inner === element) {
        break;
      }
      element = inner;
    }
    return element;
  };

  // Chromium nearly stops the frames and timers of what is out of view, and with them every look of the scripts in there.
  const bringIntoView = (element) => {
    const box = dom.rect(element);
    const seen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    if (!seen) {
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    }
  };

  foray.frameFinder = { elements, isFrame, find, refOf, outward, inward, atPoint, bringIntoView };
})();
