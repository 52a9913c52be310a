// SPDX-License-Identifier: MIT
//
// foray.selectorsFor(element, root) -> selectors that mean this element alone below root today, best first. An element inside
// open shadow roots gets paths.

(() => {
  'use strict';

  const { dom, squash, roles, selectors } = foray;

  // Ids that a build or a framework makes anew each time.
  const looksGenerated = (id) => /\d{3,}|[0-9a-f]{8,}|^(ember|react|mui|radix|headlessui|:r|«)|\d.*[a-z].*\d|[:\s]/i.test(id);

  const alone = (selector, element, root) => {
    try {
      const found = selectors.all(selector, root);
      return found.length === 1 && found[0] === element;
    } catch {
      return false; // a name may hold what a selector cannot say
    }
  };

  const stableId = (element) => (dom.id(element) && !looksGenerated(dom.id(element)) ? `#${CSS.escape(dom.id(element))}` : '');
  const step = (element) => {
    const tag = CSS.escape(dom.tag(element));
    const parent = dom.parent(element);
    const same = parent ? Array.from(dom.childrenOf(parent)).filter((other) => dom.tag(other) === dom.tag(element)) : [];
    return same.length > 1 ? `${tag}:nth-of-type(${same.indexOf(element) + 1})` : tag;
  };
  // Grows from the element upwards until it is unique; a stable id on the way ends it.
  const cssPath = (element, root) => {
    let path = '';
    for (let node = element; node instanceof Element && node !== root; node = dom.parent(node)) {
      const part = (node !== element && stableId(node)) || step(node);
      path = path ? `${part} > ${path}` : part;
      if (alone(path, element, root)) {
        return path;
      }
    }
    return path;
  };

  const inOneRoot = (element, root) => {
    const testId = selectors.testIds.map((name) => dom.attr(element, name)).find(Boolean);
    const role = roles.of(element);
    const name = roles.name(element);
    const named = name && name.length <= 80 && role && !/[[\]]/.test(name);
    return [
      testId && `testid/${testId}`,
      named && `aria/${name}[role="${role}"]`,
      dom.attr(element, 'placeholder') && `placeholder/${squash(dom.attr(element, 'placeholder'))}`,
      stableId(element) && `css/${stableId(element)}`,
      `css/${cssPath(element, root)}`,
    ].filter((selector, i, list) => selector && list.indexOf(selector) === i && alone(selector, element, root));
  };

  foray.selectorsFor = (element, root = document) => {
    const own = dom.rootOf(element);
    if (!(own instanceof ShadowRoot) || dom.rootOf(root) === own) {
      return inOneRoot(element, root).map((selector) => [selector]);
    }
    const host = foray.selectorsFor(own.host, root)[0];
    return host ? inOneRoot(element, own).map((selector) => [...host, selector]) : [];
  };
})();
