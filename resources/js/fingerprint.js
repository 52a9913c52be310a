// SPDX-License-Identifier: MIT
//
// foray.fingerprint(element) -> what an element looks like, kept in a plan's target, to find it again when no selector does.
// foray.nearest(fingerprint, elements) -> [{element, score}], best first; 1 is the very same.
//
//   {tag, role, name, text, id, classes: [], attributes: {}, label, neighbours, box: {x, y, width, height}, path: [], ancestors: []}
//   box: in the document, CSS px; path: indexes among siblings from the root; ancestors: nearest first, "form#login.wide"
//
// The idea of weighted similarity is that of Similo (arXiv 2208.00677); the weights are our own: what a person would call the
// element by counts most, so that 'Previous', alike in all else, is never taken for 'Next'.

(() => {
  'use strict';

  const { dom, squash, cut, roles } = foray;

  const weights = {
    tag: 1,
    role: 1,
    name: 4,
    text: 3,
    label: 2,
    id: 2,
    classes: 1,
    neighbours: 1,
    x: 0.25,
    y: 0.25,
    size: 0.5,
    path: 0.5,
    ancestors: 1,
    '@name': 1.5,
    '@type': 1,
    '@href': 1,
    '@src': 0.5,
    '@alt': 1,
    '@title': 1,
    '@placeholder': 1.5,
    '@aria-label': 1,
    '@data': 1,
  };
  const plainAttributes = ['name', 'type', 'alt', 'title', 'placeholder', 'aria-label'];
  const candidatesKept = 50; // the costly features are looked at for so many

  const urlPath = (value) => {
    try {
      return new URL(value, document.baseURI).pathname;
    } catch {
      return value;
    }
  };
  const attributesOf = (element) => {
    const found = {};
    for (const { name, value } of dom.attributes(element)) {
      if (plainAttributes.includes(name) || (name.startsWith('data-') && value.length <= 100)) {
        found[name] = cut(value, 200);
      } else if (name === 'href' || name === 'src') {
        found[name] = cut(urlPath(value), 200);
      }
    }
    return Object.fromEntries(Object.entries(found).slice(0, 20));
  };
  const labelOf = (element) => cut(Array.from(element.labels ?? [], foray.selectors.labelText).join(' '), 100);
  const neighboursOf = (element) => {
    const parent = dom.composedParent(element);
    return parent ? cut(squash(dom.text(parent).slice(0, 2000)), 200) : '';
  };
  const pathOf = (element) => {
    const path = [];
    for (let node = element; node && path.length < 50; node = dom.composedParent(node)) {
      const parent = dom.parent(node);
      path.unshift(parent ? Array.prototype.indexOf.call(dom.childrenOf(parent), node) : 0);
    }
    return path;
  };
  const shortName = (element) =>
    cut(
      dom.tag(element) +
        (dom.id(element) ? `#${dom.id(element)}` : '') +
        Array.from(dom.classes(element))
          .slice(0, 3)
          .map((name) => `.${name}`)
          .join(''),
      80,
    );
  const ancestorsOf = (element) => {
    const found = [];
    for (let node = dom.composedParent(element); node && found.length < 5; node = dom.composedParent(node)) {
      found.push(shortName(node));
    }
    return found;
  };
  const boxOf = (element) => {
    const rect = dom.rect(element);
    return {
      x: Math.round(rect.x + scrollX),
      y: Math.round(rect.y + scrollY),
      width: Math.round(rect.width),
      height: Math.round(rect.height),
    };
  };

  // Textboxes hold what was typed, which says nothing about them.
  const textOf = (element) =>
    dom.matches(element, 'input,textarea,select,[contenteditable]') ? '' : cut(squash(dom.text(element).slice(0, 5000)), 200);
  const cheap = (element) => ({
    tag: dom.tag(element),
    text: textOf(element),
    id: cut(dom.id(element), 100),
    classes: Array.from(dom.classes(element)).slice(0, 20),
    attributes: attributesOf(element),
  });
  const costly = (element) => ({
    role: roles.of(element),
    name: cut(roles.name(element), 200),
    label: labelOf(element),
    neighbours: neighboursOf(element),
    box: boxOf(element),
    path: pathOf(element),
    ancestors: ancestorsOf(element),
  });
  const fingerprint = (element) => {
    const { tag, text, id, classes, attributes } = cheap(element);
    const { role, name, label, neighbours, box, path, ancestors } = costly(element);
    return { tag, role, name, text, id, classes, attributes, label, neighbours, box, path, ancestors };
  };

  const overlap = (a, b) => {
    const left = new Set(a);
    const right = new Set(b);
    const both = [...left].filter((item) => right.has(item)).length;
    return left.size + right.size ? (2 * both) / (left.size + right.size) : 1;
  };
  const wordsOf = (text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const sameText = (a, b) => (a === b ? 1 : wordsOf(a).length ? overlap(wordsOf(a), wordsOf(b)) * 0.9 : 0);
  const near = (a, b, reach) => Math.max(0, 1 - Math.abs(a - b) / reach);
  const sameStart = (a, b) => {
    const length = Math.max(a.length, b.length);
    const end = length - Math.min(a.length, b.length);
    return length ? Math.max(0, 1 - (a.filter((item, i) => item !== b[i]).length + end) / length) : 1;
  };

  // A feature counts when either has it; `add` is called with its name and how alike the two are in it.
  const compareCheap = (a, b, add) => {
    add('tag', a.tag === b.tag ? 1 : 0);
    for (const name of ['text', 'id']) {
      if (a[name] || b[name]) {
        add(name, name === 'id' ? Number(a.id === b.id) : sameText(a.text ?? '', b.text));
      }
    }
    if (a.classes?.length || b.classes.length) {
      add('classes', overlap(a.classes ?? [], b.classes));
    }
    const before = a.attributes ?? {};
    for (const name of [...plainAttributes, 'href', 'src'].filter((key) => before[key] || b.attributes[key])) {
      add(`@${name}`, sameText(before[name] ?? '', b.attributes[name] ?? ''));
    }
    const data = (attributes) =>
      Object.entries(attributes)
        .filter(([key]) => key.startsWith('data-'))
        .map((entry) => entry.join('='));
    if (data(before).length || data(b.attributes).length) {
      add('@data', overlap(data(before), data(b.attributes)));
    }
  };
  const compareCostly = (a, b, add) => {
    add('role', a.role === b.role ? 1 : 0);
    for (const name of ['name', 'label', 'neighbours']) {
      if (a[name] || b[name]) {
        add(name, sameText(a[name] ?? '', b[name]));
      }
    }
    if (a.box) {
      add('x', near(a.box.x, b.box.x, 400));
      add('y', near(a.box.y, b.box.y, 800));
      add('size', (near(a.box.width, b.box.width, 200) + near(a.box.height, b.box.height, 100)) / 2);
    }
    if (a.path) {
      add('path', sameStart(a.path, b.path));
    }
    if (a.ancestors) {
      add('ancestors', overlap(a.ancestors, b.ancestors));
    }
  };
  const scored = (compare) => {
    let sum = 0;
    let of = 0;
    compare((name, alike) => {
      sum += weights[name] * alike;
      of += weights[name];
    });
    return { sum, of };
  };

  const nearest = (wanted, elements) => {
    const first = elements
      .map((element) => {
        const { sum, of } = scored((add) => compareCheap(wanted, cheap(element), add));
        return { element, sum, of };
      })
      .sort((a, b) => b.sum / b.of - a.sum / a.of)
      .slice(0, candidatesKept);
    return first
      .map(({ element, sum, of }) => {
        const rest = scored((add) => compareCostly(wanted, costly(element), add));
        return { element, score: Math.round((1000 * (sum + rest.sum)) / (of + rest.of)) / 1000 };
      })
      .sort((a, b) => b.score - a.score);
  };

  // Elements that a fingerprint could mean at all: those of its tag and, as a button may become a link, all that can be used.
  const candidates = (wanted, root) => {
    const usable = 'a[href],button,input,select,textarea,summary,label,[role],[onclick],[tabindex],[contenteditable]';
    const tag = /^[a-z][\w-]*$/i.test(wanted.tag) ? wanted.tag : '*';
    const css =
      dom.matches(document.createElement(tag === '*' ? 'i' : tag), 'a,button,input,select,textarea,summary,label') || wanted.role
        ? `${tag},${usable}`
        : tag;
    return [root, ...foray.shadowRoots(root)]
      .flatMap((part) => dom.all(part, css))
      .filter((element) => dom.tag(element) !== 'body');
  };

  // Whether an element is of the kind the fingerprint tells: what every selector's match must pass.
  const agrees = (wanted, element) =>
    !wanted || dom.tag(element) === wanted.tag || (Boolean(wanted.role) && roles.of(element) === wanted.role);

  foray.fingerprint = fingerprint;
  foray.nearest = (wanted, root) => nearest(wanted, candidates(wanted, root));
  foray.similarity = (wanted, element) => nearest(wanted, [element])[0].score;
  foray.agrees = agrees;
})();
