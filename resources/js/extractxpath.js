// SPDX-License-Identifier: MIT
//
// The selectors of a JSON-XPath schema: XPath 1.0, evaluated by the browser, after the same rewriting that Crawl4AI's
// JsonXPathExtractionStrategy does. Attributes and text that an expression finds are strings, as in lxml.
//
//   foray.extractXPath.compileBase(text)  -> {all(root)}           the text as it stands
//   foray.extractXPath.compile(text)      -> {all(root), first(root)}  below an element; "a > b" and "a b" become //a/b and //a//b
//   foray.extractXPath.sibling(element, source) -> Element or undefined      the field's "source": "+ tag.class"
//       all throw an Error of kind "invalid selector" for what is no XPath
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  // XPathResult's constants, which are not there before the first document is.
  const ANY = 0;
  const NUMBER = 1;
  const STRING = 2;
  const BOOLEAN = 3;
  const SNAPSHOT = 7;

  function invalid(text, reason) {
    const error = new Error(`'${text}' is not a valid XPath expression: ${reason}`);
    error.kind = 'invalid selector';
    return error;
  }

  function plain(node) {
    return node.nodeType === 1 || node.nodeType === 9 ? node : node.nodeValue;
  }

  function evaluate(text, root) {
    const document = root.ownerDocument ?? root;
    let result;
    try {
      result = document.evaluate(text, root, null, ANY, null);
    } catch (error) {
      throw invalid(text, error.message);
    }
    switch (result.resultType) {
      case NUMBER:
        return result.numberValue;
      case STRING:
        return result.stringValue;
      case BOOLEAN:
        return result.booleanValue;
      default:
    }
    const ordered = document.evaluate(text, root, null, SNAPSHOT, null);
    return Array.from({ length: ordered.snapshotLength }, (_none, index) => plain(ordered.snapshotItem(index)));
  }

  // What Python's "for" makes of lxml's answer: a string is a sequence of characters, numbers and booleans are none.
  function sequence(value, text) {
    if (typeof value === 'string') {
      return [...value];
    }
    if (Array.isArray(value)) {
      return value;
    }
    throw invalid(text, `it gives a ${typeof value}, not elements`);
  }

  function fromCss(selector) {
    if (selector.includes('/')) {
      return selector;
    }
    if (selector.includes(' > ')) {
      return `//${selector.split(' > ').join('/')}`;
    }
    return `//${selector.split(' ').join('//')}`;
  }

  function compile(selector) {
    const xpath = fromCss(selector);
    const prefixed = xpath.startsWith('.') ? xpath : `.${xpath}`;
    const text = prefixed === './/.' ? './descendant::node()' : prefixed; // libxml2's optimiser loses the element itself
    return {
      all: (root) => sequence(evaluate(text, root), selector),
      first(root) {
        const value = evaluate(text, root);
        return value ? sequence(value, selector)[0] : undefined; // false and 0 are as good as nothing
      },
    };
  }

  const compileBase = (selector) => ({ all: (root) => sequence(evaluate(selector, root), selector) });

  function sibling(element, source) {
    const trimmed = foray.extractText.strip(source);
    if (!trimmed.startsWith('+')) {
      return undefined;
    }
    const [tag, ...classes] = trimmed
      .slice(1)
      .split('.')
      .map((part) => foray.extractText.strip(part));
    const tests = classes
      .filter((each) => each !== '')
      .map((each) => `[contains(concat(' ',normalize-space(@class),' '),' ${each} ')]`);
    return sequence(evaluate(`./following-sibling::${tag || '*'}${tests.join('')}[1]`, element), source)[0];
  }

  foray.extractXPath = { compile, compileBase, sibling };
})();
