// SPDX-License-Identifier: MIT
//
// The page scripts. All files of this folder run, concatenated, as one document-creation script in an isolated world of
// every frame, before any script of the page. They share one global, `foray`; each file adds to it.
//
//   foray.methods[name](args, signal)  what C++ can call; answers a JSON value or a promise of one (see frames.js)
//   foray.jsonMethods  the names of those that give JSON text instead of a value
//   foray.error(kind, message, details)  an Error for the envelope; the kinds are WebDriver's names
//   foray.dom        reads the DOM where a page may have clobbered it (<form><input name="children">)
//   foray.handles    elements that C++ holds on to, by number; foray.element(handle) is one of them, or an error
//   foray.documentId random, one per document
//
// Nothing here may change what the page can see: no attributes, no styles, no nodes.

globalThis.foray = (() => {
  'use strict';

  const getter = (proto, name) => {
    const get = Object.getOwnPropertyDescriptor(proto, name).get;
    return (node) => get.call(node);
  };
  const method = (proto, name) => {
    const call = proto[name];
    return (node, ...args) => call.apply(node, args);
  };

  const isContentEditable = getter(HTMLElement.prototype, 'isContentEditable');

  // Named form controls and images hide the real properties of forms and documents, in every world.
  const dom = {
    tag: getter(Element.prototype, 'localName'),
    id: getter(Element.prototype, 'id'),
    classes: getter(Element.prototype, 'classList'),
    attributes: getter(Element.prototype, 'attributes'),
    attr: method(Element.prototype, 'getAttribute'),
    hasAttr: method(Element.prototype, 'hasAttribute'),
    matches: method(Element.prototype, 'matches'),
    closest: method(Element.prototype, 'closest'),
    rect: method(Element.prototype, 'getBoundingClientRect'),
    rects: method(Element.prototype, 'getClientRects'),
    shadow: getter(Element.prototype, 'shadowRoot'), // null for closed ones
    slot: getter(Element.prototype, 'assignedSlot'),
    parent: getter(Node.prototype, 'parentNode'),
    text: getter(Node.prototype, 'textContent'),
    firstChild: getter(Element.prototype, 'firstElementChild'),
    contains: method(Node.prototype, 'contains'),
    position: method(Node.prototype, 'compareDocumentPosition'),
    rootOf: method(Node.prototype, 'getRootNode'),
    connected: getter(Node.prototype, 'isConnected'),
    innerText: getter(HTMLElement.prototype, 'innerText'),
    ownStyle: getter(HTMLElement.prototype, 'style'),
    scrollTop: getter(Element.prototype, 'scrollTop'),
    scrollLeft: getter(Element.prototype, 'scrollLeft'),
    scrollHeight: getter(Element.prototype, 'scrollHeight'),
    clientWidth: getter(Element.prototype, 'clientWidth'),
    clientHeight: getter(Element.prototype, 'clientHeight'),
    editable: (node) => node instanceof HTMLElement && isContentEditable(node),
    childrenOf(node) {
      const proto = node instanceof Element ? Element : node instanceof Document ? Document : DocumentFragment;
      return getter(proto.prototype, 'children')(node);
    },
    // A NodeList: unlike an array it costs nothing for elements that nobody looks at.
    list(root, css) {
      const proto = root instanceof Element ? Element : root instanceof Document ? Document : DocumentFragment;
      return proto.prototype.querySelectorAll.call(root, css);
    },
    all: (root, css) => Array.from(dom.list(root, css)),
    byId: (root, id) => (root instanceof Document ? Document : DocumentFragment).prototype.getElementById.call(root, id),
    html: getter(Document.prototype, 'documentElement'),
    body: getter(Document.prototype, 'body'),
    scroller: getter(Document.prototype, 'scrollingElement'),
    styleSheets: (root) => getter(root instanceof Document ? Document.prototype : ShadowRoot.prototype, 'styleSheets')(root),
    adoptedStyleSheets: (root) =>
      getter(root instanceof Document ? Document.prototype : ShadowRoot.prototype, 'adoptedStyleSheets')(root),
    ready: getter(Document.prototype, 'readyState'),
    // The parent in the tree as it is drawn: through slots, out of shadow roots.
    flatParent(node) {
      const parent = (node instanceof Element && dom.slot(node)) || dom.parent(node);
      return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
    },
    // The parent element as a composed path has it: hosts, but no slots.
    composedParent(node) {
      const parent = dom.parent(node);
      return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
    },
    style: (element, pseudo) => getComputedStyle(element, pseudo),
  };

  const error = (kind, message, details) => Object.assign(new Error(message), { kind, details });

  const squash = (text) =>
    String(text ?? '')
      .replace(/[\s\u200b\u00ad]+/g, ' ')
      .trim();
  const cut = (text, length = 80) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

  // `<button id="x" class="y">Next</button>`, short enough for a message whatever the page holds.
  const shown = ['id', 'name', 'type', 'class', 'href', 'role', 'aria-label', 'placeholder', 'title'];
  const describe = (element) => {
    if (!(element instanceof Element)) {
      return 'nothing';
    }
    const attributes = shown
      .filter((name) => dom.hasAttr(element, name))
      .slice(0, 4)
      .map((name) => ` ${name}="${cut(squash(dom.attr(element, name)), 40)}"`)
      .join('');
    const text = cut(squash(dom.text(element).slice(0, 2000)), 50);
    const tag = cut(dom.tag(element), 30);
    return cut(`<${tag}${attributes}>${text}${text ? `</${tag}>` : ''}`, 200);
  };

  const handles = {
    next: 1,
    elements: new Map(),
    add(element) {
      this.elements.set(this.next, element);
      return this.next++;
    },
    get(handle) {
      const element = this.elements.get(handle);
      if (!element || !dom.connected(element)) {
        throw error('stale element reference', 'The element is no longer in the document; the page has replaced or removed it.');
      }
      return element;
    },
  };

  // The next frame; where none is drawn (a hidden page), soon after.
  const nextFrame = () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  const methods = {
    describe: ({ handle }) => describe(handles.get(handle)),
    release: ({ handle }) => handles.elements.delete(handle),
  };

  const documentId = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, '0')).join(
    '',
  );

  return { methods, error, dom, handles, element: (handle) => handles.get(handle), describe, squash, cut, nextFrame, documentId };
})();
