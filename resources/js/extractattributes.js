// SPDX-License-Identifier: MIT
//
// A selector's [attribute] tests as Soup Sieve means them. It compares with case where browsers do not, and it sees the words of
// class and its like with single spaces between them.
//
//   foray.extractAttributes.of(element, name)    -> the value, by the name in lower case, or null
//   foray.extractAttributes.compile(attribute)   -> {css, test}: css finds at least what matches; without a test exactly that
//   foray.extractAttributes.classTest(name)      -> (element) => boolean, with case whatever the document's mode is
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

  // Attributes that bs4 reads as lists, so that their values are compared with single spaces between the words.
  const LISTS = new Set([
    'class',
    'accesskey',
    'dropzone',
    'rel',
    'rev',
    'headers',
    'accept-charset',
    'archive',
    'sizes',
    'sandbox',
    'for',
  ]);
  // Attributes whose values browsers compare without case (HTML, "case-sensitivity of selectors"); Soup Sieve does so for type.
  const CASELESS = new Set([
    'accept',
    'accept-charset',
    'align',
    'alink',
    'axis',
    'bgcolor',
    'charset',
    'checked',
    'clear',
    'codetype',
    'color',
    'compact',
    'declare',
    'defer',
    'dir',
    'direction',
    'disabled',
    'enctype',
    'face',
    'frame',
    'hreflang',
    'http-equiv',
    'lang',
    'language',
    'link',
    'media',
    'method',
    'multiple',
    'nohref',
    'noresize',
    'noshade',
    'nowrap',
    'readonly',
    'rel',
    'rev',
    'rules',
    'scope',
    'scrolling',
    'selected',
    'shape',
    'target',
    'text',
    'type',
    'valign',
    'valuetype',
    'vlink',
  ]);
  const quote = (value) =>
    `"${value.replace(/["\\\n\r\f]/g, (c) => (c === '"' || c === '\\' ? `\\${c}` : `\\${c.charCodeAt(0).toString(16)} `))}"`;

  function attributeOf(element, name) {
    const value = dom.getAttribute(element, name);
    if (value !== null || dom.namespaceURI(element) === 'http://www.w3.org/1999/xhtml') {
      return value;
    }
    for (const attribute of dom.attributes(element)) {
      if (attribute.name.toLowerCase() === name) {
        return attribute.value;
      }
    }
    return null;
  }

  const COMPARE = {
    '=': (actual, wanted) => actual === wanted,
    '^=': (actual, wanted) => actual.startsWith(wanted),
    '$=': (actual, wanted) => actual.endsWith(wanted),
    '*=': (actual, wanted) => actual.includes(wanted),
    '~=': (actual, wanted) => wanted !== '' && !/[ \t\n\f\r]/.test(wanted) && actual.split(/[ \t\n\f\r]/).includes(wanted),
    '|=': (actual, wanted) => actual === wanted || actual.startsWith(`${wanted}-`),
  };

  function attributeTest({ name, cmp, value, flag }) {
    const inverse = cmp === '!=';
    const compare = COMPARE[inverse ? '=' : cmp];
    const caseless = flag === 'i' || (flag === '' && name === 'type');
    const wanted = caseless ? value.toLowerCase() : value;
    return (element) => {
      let actual = attributeOf(element, name);
      if (actual === null) {
        return inverse;
      }
      if (LISTS.has(name) && foray.extractText.isListAttribute(element, name)) {
        actual = foray.extractText.words(actual).join(' ');
      }
      return compare(caseless ? actual.toLowerCase() : actual, wanted) !== inverse;
    };
  }

  // {css, test}: css finds at least what matches; without a test it finds exactly that.
  function compileAttribute(attribute) {
    const { name, cmp, value, flag } = attribute;
    if (name.includes(':')) // "xlink:href": one name to lxml, a namespace and a name to the browser
    {
      return { css: '', test: cmp ? attributeTest(attribute) : (element) => attributeOf(element, name) !== null };
    }
    const css = CSS.escape(name);
    if (!cmp || (value === '' && ['^=', '$=', '*='].includes(cmp))) {
      return { css: `[${css}]` };
    }
    const compared = /\p{L}/u.test(value) && CASELESS.has(name) && !(name === 'type' && flag !== 's');
    const listed = LISTS.has(name) && !(['*=', '~='].includes(cmp) && !/\s/.test(value));
    if (cmp === '!=') {
      return compared || listed ? { css: '', test: attributeTest(attribute) } : { css: `:not(${exact(attribute, '=')})` };
    }
    if (listed) {
      return { css: `[${css}]`, test: attributeTest(attribute) };
    }
    return { css: exact(attribute, cmp), test: compared && flag !== 'i' ? attributeTest(attribute) : null };
  }

  function exact({ name, value, flag }, cmp) {
    const caseless = flag === 'i' || (flag === '' && name === 'type');
    return `[${CSS.escape(name)}${cmp}${quote(value)}${caseless ? ' i' : ''}]`;
  }

  function classTest(name) {
    return (element) => {
      const classes = dom.getAttribute(element, 'class');
      return classes === name || (classes !== null && foray.extractText.words(classes).includes(name));
    };
  }

  foray.extractAttributes = { of: attributeOf, compile: compileAttribute, classTest };
})();
