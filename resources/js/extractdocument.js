// SPDX-License-Identifier: MIT
//
// The document that is extracted from. Crawl4AI parses the page's HTML again with libxml2, which knows no templates, no
// scripting and fewer implied elements. What of that can be had without a parser of our own is brought about here, always on
// a copy: the page itself is never changed.
//
//   foray.extractDocument.ofPage(document, cssSelector)  -> {document, root, quirks}
//   foray.extractDocument.ofHtml(html, engine)           -> the same, or null for a text without any markup
//       document: what CSS selectors are asked of; root: the element that XPath expressions begin at.
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  // Their content is text to a browser that runs scripts, and elements to libxml2.
  const RAW = 'noscript, iframe, noembed, noframes';

  function fail(kind, message) {
    const error = new Error(message);
    error.kind = kind;
    return error;
  }

  let policy;
  function trusted(html) {
    if (!globalThis.trustedTypes) {
      return html;
    }
    policy ??= globalThis.trustedTypes.createPolicy('foray-extract', { createHTML: (text) => text });
    return policy.createHTML(html);
  }

  // Standards mode always: libxml2 has no quirks mode, so "p > table" and letter case behave as there.
  function parse(html) {
    try {
      return new DOMParser().parseFromString(trusted(`<!DOCTYPE html>${html}`), 'text/html');
    } catch (error) {
      throw fail(
        'unsupported operation',
        `The page's policy (Trusted Types) forbids to parse HTML here: ${error.message}. ` +
          'Extract from a page without that policy, for example from about:blank.',
      );
    }
  }

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  // Templates -----------------------------------------------------------------------------------------------------------

  function openTemplates(root) {
    for (const template of root.querySelectorAll('template')) {
      openTemplates(template.content);
      template.append(template.content);
    }
  }

  function isRaw(element) {
    return element.firstElementChild === null && /[<&]/.test(element.textContent);
  }

  function openRaw(document, selector) {
    for (const element of document.querySelectorAll(selector)) {
      if (!isRaw(element)) {
        continue;
      }
      const parsed = parse(element.textContent);
      element.replaceChildren(...parsed.head.childNodes, ...parsed.body.childNodes);
    }
  }

  function hidesSomething(document) {
    return (
      [...document.querySelectorAll('template')].some((template) => template.content.firstChild !== null) ||
      [...document.querySelectorAll(RAW)].some(isRaw)
    );
  }

  function opened(document, raw) {
    openTemplates(document);
    openRaw(document, raw);
    return document;
  }

  // Pages -----------------------------------------------------------------------------------------------------------------

  function emptyCopy() {
    return document.implementation.createHTMLDocument('');
  }

  function copyOf(document) {
    const copy = emptyCopy();
    copy.replaceChild(copy.importNode(document.documentElement, true), copy.documentElement);
    return copy;
  }

  // Commas that stand between selectors, not those inside of brackets and strings.
  function selectorParts(text) {
    const parts = [''];
    let depth = 0;
    for (const [token] of text.matchAll(/\\[^]|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^]/g)) {
      depth += '(['.includes(token) ? 1 : ')]'.includes(token) ? -1 : 0;
      if (token === ',' && depth === 0) {
        parts.push('');
      } else {
        parts[parts.length - 1] += token;
      }
    }
    return parts.map((part) => part.trim());
  }

  // Crawl4AI's css_selector: what matches, part by part, in a document of its own.
  function selection(document, cssSelector) {
    const copy = emptyCopy();
    const wrapper = copy.createElement('div');
    wrapper.className = 'crawl4ai-result';
    for (const part of selectorParts(cssSelector)) {
      let elements;
      try {
        elements = document.querySelectorAll(part);
      } catch {
        throw fail('invalid selector', `The css_selector '${part}' is not a valid CSS selector.`);
      }
      wrapper.append('\n', ...[...elements].map((element) => copy.importNode(element, true)));
    }
    wrapper.append('\n');
    copy.head.remove();
    copy.body.append(wrapper);
    return { document: opened(copy, RAW), root: wrapper, quirks: false };
  }

  function ofPage(document, cssSelector) {
    if (cssSelector) {
      return selection(document, cssSelector);
    }
    if (document.documentElement && hidesSomething(document)) {
      const copy = opened(copyOf(document), RAW);
      return { document: copy, root: copy.documentElement, quirks: false };
    }
    return { document, root: document.documentElement ?? document, quirks: document.compatMode === 'BackCompat' };
  }

  // Texts -----------------------------------------------------------------------------------------------------------------

  // Beautiful Soup feeds libxml2's push parser, which ends with the root element.
  function upToEnd(html) {
    const tokens = /<!--[^]*?-->|<(script|style|textarea|title)\b[^]*?<\/\1|<\/html\s*>/gi;
    for (const match of html.matchAll(tokens)) {
      if (/^<\/html/i.test(match[0])) {
        return html.slice(0, match.index + match[0].length);
      }
    }
    return html;
  }

  // The HTML standard has the parser add elements that libxml2 does not add.
  function dropImplied(document, html) {
    const written = (name) => new RegExp(`<${name}[\\s/>]`, 'i').test(html);
    for (const name of ['tbody', 'colgroup']) {
      if (!written(name)) {
        document.querySelectorAll(name).forEach(unwrap);
      }
    }
    for (const name of ['head', 'body']) {
      if (!written(name) && document[name] && !document[name].firstChild) {
        document[name].remove();
      }
    }
  }

  const BLOCKS =
    'address, article, aside, blockquote, center, dd, details, dir, div, dl, dt, fieldset, figcaption, figure, footer,' +
    'form, frameset, h1, h2, h3, h4, h5, h6, header, hgroup, hr, iframe, isindex, li, main, menu, nav, noframes, noscript, ol, p, pre,' +
    'section, table, tbody, td, tfoot, th, thead, tr, ul';

  // What lxml.html.fromstring() gives for a text that is not a whole document: its only element, else a div or a span.
  function fragmentRoot(document, html) {
    const { documentElement, head, body } = document;
    if (/^\s*<(?:html|!doctype)/i.test(html) || head || !body) {
      return documentElement;
    }
    const strings = [...body.childNodes].filter((node) => node.nodeType === 3);
    if (body.childElementCount === 1 && strings.every((node) => foray.extractText.strip(node.data) === '')) {
      return body.firstElementChild;
    }
    const root = document.createElement(body.querySelector(BLOCKS) ? 'div' : 'span');
    for (const { name, value } of body.attributes) {
      root.setAttribute(name, value);
    }
    root.append(...body.childNodes);
    body.replaceWith(root);
    return root;
  }

  function ofHtml(html, engine) {
    if (/^[\s\ufeff]*$/.test(html)) {
      return null;
    }
    if (engine === 'xpath' && /^<\?xml[^>]+\sencoding\s*=/.test(html)) {
      throw fail('invalid argument', 'The document begins with an XML declaration that names an encoding. Remove that line.');
    }
    const text = engine === 'css' ? upToEnd(html) : html;
    const document = opened(parse(text.replace(/^\ufeff/, '')), RAW.replace('noscript, ', ''));
    dropImplied(document, text);
    const root = engine === 'xpath' ? fragmentRoot(document, text) : document.documentElement;
    return { document, root, quirks: false };
  }

  foray.extractDocument = { ofPage, ofHtml };
})();
