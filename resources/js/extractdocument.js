// SPDX-License-Identifier: MIT
//
// The document that is extracted from. Crawl4AI parses the page's HTML again with libxml2, which knows no templates, no
// scripting and fewer implied elements. What of that can be had without a parser of our own is brought about here, always on
// a copy: the page itself is never changed.
//
//   foray.extractDocument.ofPage(document, cssSelector)  -> {document, root, quirks}
//   foray.extractDocument.asItIs(document)               -> the same, of the page's own elements
//   foray.extractDocument.ofHtml(html, engine)           -> the same, or null for a text without any markup
//       document: what CSS selectors are asked of; root: the element that XPath expressions begin at.
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

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

  const unwrap = (element) => element.replaceWith(...dom.childNodes(element));

  // Templates -----------------------------------------------------------------------------------------------------------

  function openTemplates(root) {
    for (const template of dom.all(root, 'template')) {
      openTemplates(template.content);
      template.append(template.content);
    }
  }

  function isRaw(element) {
    return dom.firstElementChild(element) === null && /[<&]/.test(dom.textContent(element));
  }

  function openRaw(document, selector) {
    for (const element of dom.all(document, selector)) {
      if (!isRaw(element)) {
        continue;
      }
      const parsed = parse(dom.textContent(element));
      element.replaceChildren(...dom.childNodes(parsed.head), ...dom.childNodes(parsed.body));
    }
  }

  function hidesSomething(document) {
    return (
      dom.ofTags(document, ['template']).some((template) => dom.firstChild(template.content) !== null) ||
      dom.ofTags(document, RAW.split(', ')).some(isRaw)
    );
  }

  function opened(document, raw) {
    openTemplates(document);
    openRaw(document, raw);
    return document;
  }

  // Pages -----------------------------------------------------------------------------------------------------------------

  function emptyCopy() {
    return dom.implementation(document).createHTMLDocument('');
  }

  function copyOf(document) {
    const copy = emptyCopy();
    copy.replaceChild(copy.importNode(dom.documentElement(document), true), dom.documentElement(copy));
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
        elements = dom.all(document, part);
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

  function asItIs(document) {
    const root = dom.documentElement(document) ?? document;
    return { document, root, quirks: dom.compatMode(document) === 'BackCompat' };
  }

  function ofPage(document, cssSelector) {
    if (cssSelector) {
      return selection(document, cssSelector);
    }
    if (!dom.documentElement(document) || !hidesSomething(document)) {
      return asItIs(document);
    }
    return asItIs(opened(copyOf(document), RAW));
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
        dom.all(document, name).forEach(unwrap);
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

  // libxml2 makes a paragraph for text that comes before any body, up to the first element that ends a paragraph.
  function addImplied(document, html) {
    const { body } = document;
    const first = body && dom.firstChild(body);
    if (/<body[\s/>]/i.test(html) || first?.nodeType !== 3 || foray.extractText.strip(first.data) === '') {
      return;
    }
    const paragraph = document.createElement('p');
    body.prepend(paragraph);
    for (let node = first; node && !(node.nodeType === 1 && dom.matches(node, BLOCKS)); node = dom.nextSibling(paragraph)) {
      paragraph.append(node);
    }
  }

  // What lxml.html.fromstring() gives for a text that is not a whole document: its only element, else a div or a span.
  function fragmentRoot(document, html) {
    const { head, body } = document;
    if (/^\s*<(?:html|!doctype)/i.test(html) || head || !body) {
      return dom.documentElement(document);
    }
    const strings = [...dom.childNodes(body)].filter((node) => dom.nodeType(node) === 3);
    if (body.childElementCount === 1 && strings.every((node) => foray.extractText.strip(node.data) === '')) {
      return dom.firstElementChild(body);
    }
    const root = document.createElement(dom.one(body, BLOCKS) ? 'div' : 'span');
    for (const { name, value } of dom.attributes(body)) {
      root.setAttribute(name, value);
    }
    root.append(...dom.childNodes(body));
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
    addImplied(document, text);
    const root = engine === 'xpath' ? fragmentRoot(document, text) : dom.documentElement(document);
    return { document, root, quirks: false };
  }

  foray.extractDocument = { asItIs, ofPage, ofHtml };
})();
