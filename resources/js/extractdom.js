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
    return (node, ...rest) => call.apply(node, rest);
  };
  const all = (prototype, readers, names) => Object.fromEntries(names.map((name) => [name, readers(prototype, name)]));

  const nodes = all(Node.prototype, getter, [
    'nodeType',
    'firstChild',
    'lastChild',
    'nextSibling',
    'parentElement',
    'textContent',
    'childNodes',
    'ownerDocument',
  ]);
  const elements = all(Element.prototype, getter, [
    'localName',
    'prefix',
    'namespaceURI',
    'attributes',
    'firstElementChild',
    'nextElementSibling',
    'previousElementSibling',
  ]);
  const documents = all(Document.prototype, getter, ['documentElement', 'compatMode', 'implementation']);
  const methods = all(Element.prototype, method, ['getAttribute', 'matches', 'closest']);
  const contains = method(Node.prototype, 'contains');

  const ofElement = all(Element.prototype, method, ['querySelector', 'querySelectorAll']);
  const ofDocument = all(Document.prototype, method, ['querySelector', 'querySelectorAll']);
  const ofFragment = all(DocumentFragment.prototype, method, ['querySelector', 'querySelectorAll']);
  const finder = (root) => ({ 1: ofElement, 9: ofDocument, 11: ofFragment })[nodes.nodeType(root)];

  foray.extractDom = {
    ...nodes,
    ...elements,
    ...documents,
    ...methods,
    contains,
    one: (root, css) => finder(root).querySelector(root, css),
    all: (root, css) => [...finder(root).querySelectorAll(root, css)],
  };
})();
