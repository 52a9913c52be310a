// SPDX-License-Identifier: MIT
//
// Tests of elements for pseudo-classes that browsers do not have, or mean otherwise than Soup Sieve does.
//
//   foray.extractTests.flags[name](element, {scope})    of :empty, :defined, :dir() and :scope
//   foray.extractTests.contains(contains), .lang(ranges), .nth(nth, list)   -> (element, context) => boolean
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

  function isEmpty(element) {
    if (dom.firstElementChild(element)) {
      return false;
    }
    for (let node = dom.firstChild(element); node; node = dom.nextSibling(node)) {
      if (dom.nodeType(node) === 3 && /[^ \t\r\n\f]/.test(node.data)) {
        return false;
      }
    }
    return true;
  }

  function direction(element) {
    const holder = dom.closest(element, '[dir=ltr i], [dir=rtl i]');
    return holder ? dom.getAttribute(holder, 'dir').toLowerCase() : 'ltr';
  }

  function containsTest({ own, texts }) {
    if (!own) {
      return (element) => texts.some((text) => dom.textContent(element).includes(text));
    }
    return (element) => foray.extractText.ownStrings(element).some((string) => texts.some((text) => string.includes(text)));
  }

  function language(element) {
    for (let at = element; at; at = dom.parentElement(at)) {
      if (dom.getAttribute(at, 'lang')) {
        return dom.getAttribute(at, 'lang');
      }
    }
    const meta = dom.all(dom.ownerDocument(element), 'head > meta[http-equiv="content-language" i]');
    return meta.map((each) => dom.getAttribute(each, 'content')).find(Boolean) ?? null;
  }

  // RFC 4647 extended filtering, as Soup Sieve does it.
  function speaks(range, tag) {
    const ranges = range.toLowerCase().split('-');
    const tags = tag.toLowerCase().split('-');
    if (range === '' || tag === '') {
      return range === tag;
    }
    if (ranges[0] !== '*' && ranges[0] !== tags[0]) {
      return false;
    }
    let at = 1;
    for (let index = 1; index < ranges.length; ++at) {
      if (ranges[index] === '') {
        return false;
      }
      if (tags[at] === ranges[index]) {
        ++index;
      } else if (tags[at] === undefined || tags[at].length === 1) {
        return false;
      }
    }
    return true;
  }

  function langTest(ranges) {
    return (element) => {
      const tag = language(element);
      return tag !== null && ranges.some((range) => speaks(range, tag));
    };
  }

  const FLAG_TESTS = {
    empty: isEmpty,
    defined: (element) => !dom.localName(element).includes('-') || dom.localName(element).includes(':'),
    'dir-ltr': (element) => direction(element) === 'ltr',
    'dir-rtl': (element) => direction(element) === 'rtl',
    scope: (element, context) => element === context.scope,
  };

  function nthTest({ a, n, b, last }, list) {
    return (element, context) => {
      if (!list.matches(element, context)) {
        return false;
      }
      let position = 1;
      const step = last ? 'nextElementSibling' : 'previousElementSibling';
      for (let sibling = dom[step](element); sibling; sibling = dom[step](sibling)) {
        position += list.matches(sibling, context) ? 1 : 0;
      }
      if (!n) {
        return position === a;
      }
      return a === 0 ? position === b : (position - b) / a >= 0 && (position - b) % a === 0;
    };
  }

  foray.extractTests = { flags: FLAG_TESTS, contains: containsTest, lang: langTest, nth: nthTest };
})();
