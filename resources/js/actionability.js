// SPDX-License-Identifier: MIT
//
// Whether an element can be acted on: Playwright's rules, in our words.
//
//   foray.state.visible(element), enabled(element), editable(element)
//   foray.state.missing(element, need)   the first need that does not hold, in words, or "" (all but stable and receivesEvents)
//   foray.state.stable(element)          a promise: the same box in two frames that follow each other
//   foray.state.point(element, offset)   {x, y} to click, in this frame's viewport, or null when it is outside
//   foray.state.coveredBy(element, point)  the element that would get the click instead, or null
//   foray.state.retarget(element)        the control that a click on the element works: of a label, around an icon

(() => {
  'use strict';

  const { dom } = foray;
  const fields = 'input,textarea,select';

  const editableHost = (element) => element instanceof HTMLElement && element.isContentEditable;

  const hasBox = (element) => {
    const { width, height } = dom.rect(element);
    return width > 0 && height > 0;
  };
  // What a closed <details> folds away keeps its box.
  const folded = (element) => {
    const parent = dom.parent(element);
    const details = parent instanceof Element ? dom.closest(parent, 'details:not([open])') : null;
    const summary = details && dom.closest(element, 'summary');
    return Boolean(details) && !(summary && dom.parent(summary) === details);
  };
  const visible = (element) => {
    if (!dom.connected(element)) {
      return false;
    }
    const style = dom.style(element);
    if (style.display === 'contents') {
      return Array.from(dom.childrenOf(element)).some(visible) || hasText(element);
    }
    return style.visibility === 'visible' && hasBox(element) && !folded(element);
  };
  const hasText = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return Array.from(range.getClientRects()).some(({ width, height }) => width > 0 && height > 0);
  };

  const retarget = (element) => {
    let target = element;
    if (!dom.matches(target, fields) && !editableHost(target)) {
      target = dom.closest(target, 'button,[role=button],[role=checkbox],[role=radio]') ?? target;
    }
    if (
      !dom.matches(target, `${fields},a,button,[role=link],[role=button],[role=checkbox],[role=radio]`) &&
      !editableHost(target)
    ) {
      target = dom.closest(target, 'label')?.control ?? target;
    }
    return target;
  };

  // The nearest aria attribute decides, also across shadow roots: aria-disabled is inherited.
  const ariaSays = (element, name) => {
    for (let node = element; node; node = dom.flatParent(node)) {
      const value = dom.attr(node, name)?.toLowerCase();
      if (value === 'true' || value === 'false') {
        return value === 'true';
      }
    }
    return false;
  };
  const enabled = (element) => {
    const target = retarget(element);
    return !dom.matches(target, ':disabled') && !ariaSays(target, 'aria-disabled');
  };
  const takesText = (element) => dom.matches(retarget(element), fields) || editableHost(retarget(element));
  const readOnly = (element) => {
    const target = retarget(element);
    return (
      (dom.matches(target, 'input,textarea') && dom.hasAttr(target, 'readonly')) || dom.attr(target, 'aria-readonly') === 'true'
    );
  };
  const editable = (element) => enabled(element) && takesText(element) && !readOnly(element);

  const whyInvisible = (element) => {
    const style = dom.style(element);
    return style.display === 'none'
      ? 'display: none'
      : style.visibility !== 'visible'
        ? `visibility: ${style.visibility}`
        : folded(element)
          ? 'it is folded away in a closed <details>'
          : dom.rects(element).length === 0
            ? 'it or an element around it is not displayed'
            : 'its box is empty';
  };
  const missing = (element, need) => {
    if (need.includes('visible') && !visible(element)) {
      return `it is not visible (${whyInvisible(element)})`;
    }
    if ((need.includes('enabled') || need.includes('editable')) && !enabled(element)) {
      return 'it is disabled';
    }
    if (need.includes('editable') && !editable(element)) {
      return takesText(element) ? 'it is read-only' : 'it is no field that can be edited';
    }
    return '';
  };

  const stable = async (element) => {
    await foray.nextFrame();
    const before = dom.rect(element);
    await foray.nextFrame();
    const after = dom.rect(element);
    return ['x', 'y', 'width', 'height'].every((key) => before[key] === after[key]);
  };

  const rounded = (value) => Math.round(value * 100) / 100;
  // A label or link may run over several lines: its middle can be beside all of them.
  const point = (element, offset) => {
    const width = document.documentElement.clientWidth || innerWidth;
    const height = innerHeight;
    if (offset) {
      const { x, y } = dom.rect(element);
      const at = { x: rounded(x + offset.x), y: rounded(y + offset.y) };
      return at.x >= 0 && at.y >= 0 && at.x < width && at.y < height ? at : null;
    }
    const boxes = dom.rects(element).length ? Array.from(dom.rects(element)) : Array.from(dom.childrenOf(element)).map(dom.rect);
    for (const box of boxes) {
      const left = Math.max(0, box.left);
      const top = Math.max(0, box.top);
      const right = Math.min(width, box.right);
      const bottom = Math.min(height, box.bottom);
      if (right - left > 0 && bottom - top > 0 && (right - left) * (bottom - top) > 0.99) {
        return { x: rounded((left + right) / 2), y: rounded((top + bottom) / 2) };
      }
    }
    return null;
  };

  const elementAt = ({ x, y }) => {
    let found = Document.prototype.elementFromPoint.call(document, x, y);
    for (let shadow = found && dom.shadow(found); shadow; shadow = dom.shadow(found)) {
      const inner = shadow.elementFromPoint(x, y);
      if (!inner || dom.rootOf(inner) !== shadow) {
        break;
      }
      found = inner;
    }
    return found;
  };
  const within = (element, around) => {
    for (let node = element; node; node = dom.flatParent(node)) {
      if (node === around) {
        return true;
      }
    }
    return false;
  };
  // Whether an event at `hit` reaches what was meant: the element, something in it, the control around it, or its label.
  const reaches = (hit, element) =>
    within(hit, element) ||
    within(hit, retarget(element)) ||
    within(hit, dom.closest(element, 'button,[role=button],a,[role=link]')) ||
    (hit instanceof Element &&
      Boolean(dom.closest(hit, 'label')?.control) &&
      dom.closest(hit, 'label').control === retarget(element));
  const coveredBy = (element, at) => {
    const hit = elementAt(at);
    return hit && reaches(hit, element) ? null : (hit ?? dom.html(document));
  };

  foray.state = { visible, enabled, editable, missing, stable, point, coveredBy, reaches, retarget, within, elementAt };
})();
