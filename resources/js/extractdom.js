// SPDX-License-Identifier: MIT
//
// Reads the DOM where a page may have clobbered it: a form's <input name="attributes"> and a document's <img name="body"> hide
// the properties of those names. The extract*.js files run outside Foray, too, and so bring these of their own.
//
//   foray.extractDom.firstChild(node), .matches(element, css), .all(root, css) …
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const getter = (prototype, name) => {
    const { get } = Object.getOwnPropertyDescriptor(prototype, name);
    return (node) => get.call(node);
  };
  const method = (prototype, name) => {
    const call = prototype[name];
    return (node, argument) => call.call(node, argument);
  };
  const each = (prototype, reader, names) => Object.fromEntries(names.map((name) => [name, reader(prototype, name)]));

  const nodes = each(Node.prototype, getter, [
    'nodeType',
    'firstChild',
    'lastChild',
    'nextSibling',
    'parentElement',
    'textContent',
    'childNodes',
    'ownerDocument',
  ]);
  const elements = each(Element.prototype, getter, [
    'localName',
    'prefix',
    'namespaceURI',
    'attributes',
    'firstElementChild',
    'nextElementSibling',
    'previousElementSibling',
  ]);
  const finders = [Element, Document, DocumentFragment].map(({ prototype }) => ({
    one: method(prototype, 'querySelector'),
    all: method(prototype, 'querySelectorAll'),
  }));
  const finder = (root) => finders[root instanceof Element ? 0 : root instanceof Document ? 1 : 2];

  const byTag = method(Document.prototype, 'getElementsByTagName');

  foray.extractDom = {
    ...nodes,
    ...elements,
    ...each(Document.prototype, getter, ['documentElement', 'compatMode', 'implementation']),
    ...each(Element.prototype, method, ['getAttribute', 'matches', 'closest']),
    contains: method(Node.prototype, 'contains'),
    one: (root, css) => finder(root).one(root, css),
    all: (root, css) => [...finder(root).all(root, css)],
    ofTags: (document, names) => names.flatMap((name) => [...byTag(document, name)]), // much faster than all() where there are few
  };
})();
