// SPDX-License-Identifier: MIT
//
// The selectors of a JSON-XPath schema: XPath 1.0, evaluated by the browser, after the same rewriting that Crawl4AI's
// JsonXPathExtractionStrategy does. Attributes and text that an expression finds are strings, as in lxml.
//
//   foray.extractXPath.compileBase(text)  -> {all(root)}           the text as it stands
//   foray.extractXPath.compile(text)      -> {all(root), first(root)}  below an element; "a > b" and "a b" become //a/b and //a//b
//   foray.extractXPath.compileSource(text) -> (element) => Element or undefined      a field's "source": "+ tag.class"
//       all throw an Error of kind "invalid selector" for what is no XPath
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  // XPathResult's constants, which are not there before the first document is.
  const ANY = 0;
  const NUMBER = 1;
  const STRING = 2;
  const SNAPSHOT = 7;
  const FIRST = 9;

  function invalid(text, reason) {
    const error = new Error(`'${text}' is not a valid XPath expression: ${reason}`);
    error.kind = 'invalid selector';
    return error;
  }

  function plain(node) {
    return [1, 8, 9].includes(foray.extractDom.nodeType(node)) ? node : node.nodeValue; // to lxml, comments are a kind of elements
  }

  // {all(root), first(root)} of an expression; it is compiled once, and the answer's type is only looked at where it is no
  // set of nodes.
  function compiled(text, shown) {
    let expression;
    try {
      expression = new XPathEvaluator().createExpression(text, null);
    } catch (error) {
      throw invalid(shown, error.message);
    }
    const evaluate = (root, type) => {
      try {
        return expression.evaluate(root, type, null);
      } catch (error) {
        if (error instanceof TypeError && type !== ANY) {
          return null;
        }
        throw invalid(shown, error.message);
      }
    };
    return {
      all(root) {
        const result = evaluate(root, SNAPSHOT);
        if (result === null) {
          return sequence(scalar(evaluate(root, ANY)), shown);
        }
        return Array.from({ length: result.snapshotLength }, (_none, index) => plain(result.snapshotItem(index)));
      },
      first(root) {
        const result = evaluate(root, FIRST);
        if (result === null) {
          const value = scalar(evaluate(root, ANY));
          return value ? sequence(value, shown)[0] : undefined; // false and 0 are as good as nothing
        }
        return result.singleNodeValue ? plain(result.singleNodeValue) : undefined;
      },
    };
  }

  function scalar(result) {
    switch (result.resultType) {
      case NUMBER:
        return result.numberValue;
      case STRING:
        return result.stringValue;
      default:
        return result.booleanValue;
    }
  }

  // What Python's "for" makes of lxml's answer: a string is a sequence of characters, numbers and booleans are none.
  function sequence(value, text) {
    if (typeof value === 'string') {
      return [...value];
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
    return compiled(text, selector);
  }

  const compileBase = (selector) => compiled(selector, selector);

  function compileSource(source) {
    const trimmed = foray.extractText.strip(source);
    if (!trimmed.startsWith('+')) {
      return () => undefined;
    }
    const [tag, ...classes] = trimmed
      .slice(1)
      .split('.')
      .map((part) => foray.extractText.strip(part));
    const tests = classes
      .filter((each) => each !== '')
      .map((each) => `[contains(concat(' ',normalize-space(@class),' '),' ${each} ')]`);
    return compiled(`./following-sibling::${tag || '*'}${tests.join('')}[1]`, source).first;
  }

  foray.extractXPath = { compile, compileBase, compileSource };
})();
