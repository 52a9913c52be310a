// SPDX-License-Identifier: MIT
//
// foray.pageIndex(root): what a document or shadow root holds, gathered once and kept until the root changes. It rules elements
// out cheaply where looking at each one would be slow.
//
//   index.elements(css)          the elements below root, as an array
//   index.nameTexts(css)         for each of them {element, text, words, anyName}: all text and attributes that an accessible
//                                name could be made of; anyName where it may come from elsewhere in the document
//   index.onlyOne(css)           whether just one element matches
//   index.texts(tag)             the elements of that tag, as a map from their squashed texts; where index.isWhole(tag) is false only
//                                those without children, as reading the texts of boxes in boxes in boxes takes long
//   index.count(text)            how often the squashed text stands in the root, scripts left out; may be too high

(() => {
  'use strict';

  const { dom, squash } = foray;
  const sources = new Set(['aria-label', 'alt', 'title', 'placeholder', 'value', 'label']);
  const elsewhere = new Set(['aria-labelledby', 'aria-owns']);
  const inner = 'img,svg,input,select,slot,[aria-label],[title],[aria-labelledby]';
  const unread = 'script,style,noscript,template';
  const observed = { childList: true, characterData: true, subtree: true, attributes: true };
  const boxes = new Set(['div', 'section', 'article', 'main', 'span', 'li', 'ul', 'table', 'tbody']);
  const many = 200; // records, or nodes in one; from here on it is cheaper to begin anew than to follow each

  const isLarge = ({ addedNodes, removedNodes }) => addedNodes.length + removedNodes.length > many;
  const isOfText = ({ type, addedNodes, removedNodes }) =>
    type === 'characterData' || (type === 'childList' && [...addedNodes, ...removedNodes].every((node) => node instanceof CharacterData));
  const holdsLabel = (node) => node instanceof Element && (dom.matches(node, labelled) || dom.list(node, labelled).length > 0);
  const labelled = 'label,[id]'; // ids are what labels point to
  const isOfLabels = ({ type, attributeName, target, addedNodes, removedNodes }) => {
    if (type === 'attributes') {
      return attributeName === 'for' || attributeName === 'id';
    }
    const element = target instanceof Element ? target : dom.parent(target);
    return (element instanceof Element && dom.closest(element, 'label') !== null) || [...addedNodes, ...removedNodes].some(holdsLabel);
  };

  const occurrences = (text, part) => text.split(part).length - 1;

  class PageIndex {
    constructor(root) {
      this.root = root;
      this.names = new Map();
      this.forgetLists();
      this.observer = new MutationObserver((records) => this.forget(records));
      this.observer.observe(root, observed);
    }

    refresh() {
      this.forget(this.observer.takeRecords());
      return this;
    }

    forgetLists() {
      this.lists = new Map();
      this.namesOf = new Map();
      this.single = new Map();
      this.textsOf = new Map();
      this.whole = null;
      this.labels = null;
    }

    // Only what the records tell of, as pages change something at every move of the mouse. Labels name fields that stand
    // anywhere, so a change of one, or of ids, makes all names doubtful.
    forget(records) {
      if (records.length === 0) {
        return;
      }
      if (records.length > many || records.some(isLarge) || records.some(isOfLabels)) {
        this.forgetLists();
        this.names = new Map();
        return;
      }
      const labels = this.labels;
      if (records.every(isOfText)) {
        this.namesOf = new Map();
        this.textsOf = new Map();
        this.whole = null;
      } else {
        this.forgetLists();
      }
      this.labels = labels;
      for (const { target, addedNodes, removedNodes } of records) {
        for (let node = target; node; node = dom.parent(node)) {
          this.names.delete(node);
        }
        // What was moved may have changed while it was nowhere; what is gone must not be held.
        for (const node of [...addedNodes, ...removedNodes].filter((moved) => moved instanceof Element)) {
          [node, ...dom.all(node, '*')].forEach((each) => this.names.delete(each));
        }
      }
    }

    elements(css) {
      if (!this.lists.has(css)) {
        this.lists.set(css, dom.all(this.root, css));
      }
      return this.lists.get(css);
    }

    onlyOne(css) {
      if (!this.single.has(css)) {
        this.single.set(css, dom.list(this.root, css).length === 1);
      }
      return this.single.get(css);
    }

    texts(tag) {
      if (!this.textsOf.has(tag)) {
        const texts = new Map();
        for (const element of this.elements(CSS.escape(tag))) {
          if (this.isWhole(tag) || dom.firstChild(element) === null) {
            const text = squash(dom.text(element));
            if (!texts.has(text)) {
              texts.set(text, []);
            }
            texts.get(text).push(element);
          }
        }
        this.textsOf.set(tag, texts);
      }
      return this.textsOf.get(tag);
    }

    isWhole(tag) {
      return !boxes.has(tag);
    }

    // Asking each field for its labels would walk the document each time.
    labelsOf(element) {
      if (!this.labels) {
        this.labels = new Map();
        for (const label of dom.list(this.root, 'label')) {
          const field = label.control;
          this.labels.set(field, `${this.labels.get(field) ?? ''} ${dom.text(label)}`);
        }
      }
      return this.labels.get(element);
    }

    nameTexts(css) {
      if (!this.namesOf.has(css)) {
        this.namesOf.set(
          css,
          this.elements(css).map((element) => this.nameText(element)),
        );
      }
      return this.namesOf.get(css);
    }

    nameText(element) {
      let known = this.names.get(element);
      if (!known) {
        known = this.read(element);
        this.names.set(element, known);
      }
      return known;
    }

    read(element) {
      const parts = [dom.text(element)];
      let anyName = false;
      const add = (node) => {
        for (const { name, value } of dom.attributes(node)) {
          anyName ||= elsewhere.has(name);
          if (sources.has(name)) {
            parts.push(value);
          }
        }
      };
      add(element);
      const label = this.labelsOf(element);
      if (label) {
        parts.push(label);
      }
      for (const node of dom.firstChild(element) ? dom.list(element, inner) : []) {
        anyName ||= dom.tag(node) === 'slot';
        add(node);
      }
      const text = parts.join(' ');
      return { element, text, words: squash(text).split(' '), anyName };
    }

    count(text) {
      if (!this.whole) {
        const from = this.root instanceof Document ? (dom.body(this.root) ?? dom.html(this.root)) : this.root;
        const scripts = this.elements(unread).filter((element) => dom.contains(from, element));
        this.whole = { all: squash(dom.text(from)), scripts: scripts.map((element) => squash(dom.text(element))).join('\n') };
      }
      return occurrences(this.whole.all, text) - occurrences(this.whole.scripts, text);
    }
  }

  const indexes = new WeakMap();
  foray.pageIndex = (root) => {
    const top = dom.rootOf(root);
    if (!indexes.has(top)) {
      indexes.set(top, new PageIndex(top));
    }
    return indexes.get(top).refresh();
  };
})();
