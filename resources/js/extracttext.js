// SPDX-License-Identifier: MIT
//
// Text, attributes and markup of a DOM element, byte for byte as Crawl4AI's parsers give them: Beautiful Soup over lxml for
// JSON-CSS schemas, lxml alone for JSON-XPath schemas.
//
//   foray.extractText.newCss(document), .xpath -> {text(element), attribute(element, name), html(element)}
//       attribute() is null where there is none; Beautiful Soup reads class and some others as lists of words.
//   foray.extractText.strip(string), .words(string)     Python's str.strip() and str.split()
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;
  const TEXT = 3;
  const CDATA = 4;
  const COMMENT = 8;
  const ELEMENT = 1;

  // What Python calls a space differs from JavaScript: 1C to 1F and 85 are, FEFF is not.
  const SPACES = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
  const IS_SPACE = new RegExp(`[${SPACES}]`);
  const WORDS = new RegExp(`[^${SPACES}]+`, 'g');

  function isSpace(code) {
    if (code < 0x80) {
      return code === 0x20 || (code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x1f);
    }
    return IS_SPACE.test(String.fromCharCode(code));
  }

  function strip(string) {
    let start = 0;
    let end = string.length;
    while (start < end && isSpace(string.charCodeAt(start))) {
      ++start;
    }
    while (end > start && isSpace(string.charCodeAt(end - 1))) {
      --end;
    }
    return start === 0 && end === string.length ? string : string.slice(start, end);
  }

  const words = (string) => string.match(WORDS) ?? [];

  const isText = (node) => dom.nodeType(node) === TEXT || dom.nodeType(node) === CDATA;

  // Calls string(text), child(element) and comment(node) for what an element holds. Neighbouring text nodes are one string, since a
  // parser of the page's HTML would see one; a comment divides them.
  function eachChild(element, string, child, comment) {
    let run = null;
    const flush = () => {
      if (run !== null) {
        string(run);
      }
      run = null;
    };
    for (let node = dom.firstChild(element); node; node = dom.nextSibling(node)) {
      if (isText(node)) {
        run = run === null ? node.data : run + node.data;
        continue;
      }
      flush();
      if (dom.nodeType(node) === ELEMENT) {
        child(node);
      } else if (dom.nodeType(node) === COMMENT) {
        comment?.(node);
      }
    }
    flush();
  }

  // lxml knows names in lower case only, also those of SVG.
  function nameOf(element) {
    return (dom.prefix(element) ? `${dom.prefix(element)}:${dom.localName(element)}` : dom.localName(element)).toLowerCase();
  }

  // Beautiful Soup ----------------------------------------------------------------------------------------------------------

  // Strings inside of these are of a kind of their own: they belong to the text of that element, not of those around it.
  const KINDS = new Set(['script', 'style', 'template', 'rt', 'rp']);

  function kindAround(element) {
    for (let at = element; at; at = dom.parentElement(at)) {
      if (KINDS.has(dom.localName(at))) {
        return dom.localName(at);
      }
    }
    return '';
  }

  // The text of the strings of the wanted kind, each stripped. Speed counts here: this is what most fields are made of.
  function collect(element, wanted, kind) {
    let text = '';
    let run = null;
    for (let node = dom.firstChild(element); node !== null; node = dom.nextSibling(node)) {
      const type = dom.nodeType(node);
      if (type === TEXT || type === CDATA) {
        run = run === null ? node.data : run + node.data;
        continue;
      }
      if (run !== null && kind === wanted) {
        text += strip(run);
      }
      run = null;
      if (type === ELEMENT) {
        const name = dom.localName(node);
        text += collect(node, wanted, KINDS.has(name) ? name : kind);
      }
    }
    return run !== null && kind === wanted ? text + strip(run) : text;
  }

  // get_text(strip=True); `nested` tells that elements stand inside of such a kind, which is rare.
  function textOf(element, nested) {
    const name = dom.localName(element);
    const wanted = KINDS.has(name) ? name : '';
    return collect(element, wanted, wanted === '' && nested ? kindAround(dom.parentElement(element)) : wanted);
  }

  function ownStrings(element) {
    const strings = [];
    eachChild(
      element,
      (string) => strings.push(string),
      () => {},
    );
    return strings;
  }

  const LIST_ATTRIBUTES = {
    class: null,
    accesskey: null,
    dropzone: null, // of any element
    rel: ['a', 'link', 'area'],
    rev: ['a', 'link'],
    headers: ['td', 'th'],
    'accept-charset': ['form'],
    archive: ['object'],
    sizes: ['icon'],
    sandbox: ['iframe'],
    for: ['output'],
  };

  function isListAttribute(element, name) {
    if (!Object.hasOwn(LIST_ATTRIBUTES, name)) {
      return false;
    }
    const elements = LIST_ATTRIBUTES[name];
    return elements === null || elements.includes(dom.localName(element));
  }

  function rawAttribute(element, name) {
    if (typeof name !== 'string' || name !== name.toLowerCase()) {
      return null;
    } // lxml keeps names in lower case and compares them as they are
    return foray.extractAttributes.of(element, name);
  }

  function attribute(element, name) {
    const value = rawAttribute(element, name);
    return value !== null && isListAttribute(element, name) ? [...words(value)] : value;
  }

  const VOID = new Set([
    'area',
    'base',
    'br',
    'col',
    'embed',
    'hr',
    'img',
    'input',
    'keygen',
    'link',
    'menuitem',
    'meta',
    'param',
    'source',
    'track',
    'wbr',
    'basefont',
    'bgsound',
    'command',
    'frame',
    'image',
    'isindex',
    'nextid',
    'spacer',
  ]);

  const escape = (string) => string.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));

  function quoted(value) {
    const escaped = escape(value);
    if (!escaped.includes('"')) {
      return `"${escaped}"`;
    }
    return escaped.includes("'") ? `"${escaped.replaceAll('"', '&quot;')}"` : `'${escaped}'`;
  }

  function openTag(element) {
    const attributes = [...dom.attributes(element)].map(({ name, value }) => {
      const lower = name.toLowerCase();
      return [lower, isListAttribute(element, lower) ? words(value).join(' ') : value];
    });
    attributes.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `<${nameOf(element)}${attributes.map(([name, value]) => ` ${name}=${quoted(value)}`).join('')}`;
  }

  // Strings of nothing but white space become one character, save inside of pre and textarea.
  function squeezed(string) {
    if (/[^ \n\t\f\r]/.test(string)) {
      return string;
    }
    return string.includes('\n') ? '\n' : ' ';
  }

  function write(element, preserve, out) {
    const name = nameOf(element);
    out.push(openTag(element));
    if (!dom.firstChild(element) && VOID.has(name)) {
      out.push('/>');
      return out;
    }
    out.push('>');
    const raw = name === 'script' || name === 'style';
    const keep = preserve || name === 'pre' || name === 'textarea';
    eachChild(
      element,
      (string) => {
        const kept = keep ? string : squeezed(string);
        out.push(raw ? kept : escape(kept));
      },
      (child) => write(child, keep, out),
      (comment) => out.push(`<!--${comment.data}-->`),
    );
    out.push(`</${name}>`);
    return out;
  }

  const isKept = (element) => element !== null && dom.closest(element, 'pre, textarea') !== null;

  // str(element)
  const html = (element) => write(element, isKept(dom.parentElement(element)), []).join('');

  // lxml -----------------------------------------------------------------------------------------------------------------------

  const XML_TEXT = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
  const XML_ATTRIBUTE = { ...XML_TEXT, '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };
  const xmlText = (string) => string.replace(/[&<>\r]/g, (c) => XML_TEXT[c]);
  const xmlAttribute = (string) => string.replace(/[&<>\r"\n\t]/g, (c) => XML_ATTRIBUTE[c]);

  // lxml writes the outermost element from a copy that has no document, and so no encoding; libxml2 then takes ASCII for its
  // attributes, and only for those.
  const xmlReferences = (string) =>
    xmlAttribute(string).replace(/[^\0-\x7f]/gu, (c) => `&#x${c.codePointAt(0).toString(16).toUpperCase()};`);

  function writeXml(element, out, value = xmlAttribute) {
    const name = nameOf(element);
    out.push('<', name);
    for (const each of dom.attributes(element)) {
      out.push(' ', each.name.toLowerCase(), '="', value(each.value), '"');
    }
    if (!dom.firstChild(element)) {
      out.push('/>');
      return out;
    }
    out.push('>');
    eachChild(
      element,
      (string) => out.push(xmlText(string)),
      (child) => writeXml(child, out),
      (comment) => out.push(`<!--${comment.data}-->`),
    );
    out.push(`</${name}>`);
    return out;
  }

  // etree.tostring() writes the text that follows the element, too.
  function xmlWithTail(element) {
    const out =
      dom.nodeType(element) === COMMENT
        ? [`<!--${element.data}-->`]
        : writeXml(element, [], dom.parentElement(element) ? xmlReferences : xmlAttribute);
    for (let node = dom.nextSibling(element); node && isText(node); node = dom.nextSibling(node)) {
      out.push(xmlText(node.data));
    }
    return out.join('');
  }

  function newCss(document) {
    const nested = dom.ofTags(document, [...KINDS]).some((element) => dom.firstElementChild(element) !== null);
    return { text: (element) => textOf(element, nested), attribute, html };
  }

  foray.extractText = {
    strip,
    words,
    ownStrings,
    isListAttribute,
    newCss,
    xpath: {
      text: (node) => (dom.nodeType(node) === COMMENT ? '' : strip(dom.textContent(node))),
      attribute: (node, name) => (dom.nodeType(node) === COMMENT ? null : rawAttribute(node, name)),
      html: xmlWithTail,
    },
  };
})();
