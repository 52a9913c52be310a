// SPDX-License-Identifier: MIT
//
// foray.anchors: what of an element is likely to be there tomorrow, and so may stand in a selector.
//
//   anchors.stableWord(word)   whether an id or value looks like somebody's choice, not like a build's or a framework's
//   anchors.stableClass(name)  the same for a class, which must also name a thing, not a look or a state
//   anchors.remembered(judge)  the same function, which remembers its answers
//   anchors.volatile(text)     whether a text is likely to be another one tomorrow: numbers, prices, counts, dates, times
//   anchors.texts(text)        parts of a text to look for, best first
//
// foray.scores: what every kind of selector and every part of one costs.

(() => {
  'use strict';

  const { squash } = foray;
  const mostRemembered = 5000; // verdicts

  // What a selector costs: its kind, the parts of a CSS path, and its length. The lowest is the best.
  const scores = {
    testid: 0,
    aria: 100,
    label: 120,
    placeholder: 140,
    alt: 160,
    title: 180,
    text: 200,
    id: 250,
    css: 300,
    row: 500, // XPath by a text that stands in the same row
    xpath: 2000, // XPath by positions
    part: { id: 5, testid: 5, name: 10, data: 15, class: 20, twoClasses: 35, taggedClass: 38, attribute: 20, custom: 20, href: 30, tag: 40, nth: 400 },
    character: 0.2,
    positional: 700, // from here on a selector counts siblings: the next new row makes it mean another element
  };

  const frameworks =
    /^(ember|ext-gen|yui_|uid|react|mui-?|radix|headlessui|chakra|mantine|rc[-_]|jss|css-|sc-|jsx-|svelte-|astro-|emotion-|data-v-|_ng|:r|«|__bvid|__next)/i;
  const guid = /[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/i;
  const hex = /(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}/i;
  const longNumber = /\d{3,}/;

  // A piece between separators: digits amid letters (x7Yz1), capitals amid letters (bdVaJa), or nothing to pronounce (xkqrt).
  const looksHashed = (piece) => {
    if (piece.length < 5) {
      return false;
    }
    const humps = piece.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
    return (
      /\d[a-z]+\d|[a-z]\d+[a-z]/i.test(piece) ||
      (humps.length > 2 && piece.length / humps.length < 3) ||
      /[bcdfghjklmnpqrstvwxz]{6,}|^[^aeiouy\d]+$/i.test(piece)
    );
  };
  const stableWord = (word) =>
    word.length > 0 &&
    word.length <= 60 &&
    !/[\s:«»{}<>]/.test(word) &&
    !frameworks.test(word) &&
    !guid.test(word) &&
    !hex.test(word) &&
    !longNumber.test(word) &&
    !word.split(/[^a-z0-9]+/i).some(looksHashed);

  // Utility classes (Tailwind, Bootstrap) say how something looks; redesigns change them, and many elements share them.
  const look = new RegExp(
    '^-?(' +
      '[mp][trblxyse]?-(\\d|auto|px)|(min-|max-)?[wh]-(\\d|full|screen|auto|px|min|max|fit|\\w*xl|xs|sm|md|lg)|' +
      '(gap|space|inset|top|left|right|bottom|z|order|basis|opacity|scale|rotate|translate|duration|delay|line-clamp|col|row|' +
      'grid-cols|grid-rows|size|leading|tracking|indent|columns)(-[xy])?-(\\d|full|auto|span|none|start|end|tight|wide|relaxed|loose)|' +
      '(text|bg|border|ring|fill|stroke|from|to|via|divide|outline|decoration|accent|caret|shadow)(-[xytrbl])?-' +
      '(\\d+|xs|sm|base|md|lg|\\d?xl|left|right|center|justify|white|black|transparent|current|inherit|none|[a-z]+-\\d{2,3})|' +
      '(font|rounded|flex|grid|items|justify|self|content|place|object|overflow|whitespace|break|cursor|select|pointer-events|' +
      'transition|ease|animate|float|align|list|table|d)(-[trblxyse]{1,2})?-' +
      '(thin|light|normal|medium|semibold|bold|mono|sans|serif|none|sm|md|lg|\\d?xl|full|row|col|wrap|nowrap|start|end|center|' +
      'between|around|evenly|stretch|baseline|auto|hidden|scroll|visible|pointer|default|all|colors|in|out|inline|block|flex|' +
      'cover|contain|disc|left|right|middle|top|bottom|\\d+)(-.*)?|' +
      'col-(xs|sm|md|lg|xl|xxl|auto)(-\\d+)?|flex|grid|block|inline|inline-block|inline-flex|hidden|relative|absolute|fixed|sticky|static|truncate|uppercase|lowercase|' +
      'capitalize|italic|underline|antialiased|container|clearfix|rounded|border|shadow|transition|grow|shrink|col|row|' +
      'shrink-0|grow-0|pull-left|pull-right|sr-only' +
      ')$',
  );
  const state =
    /^(is-|has-|ng-|js-)?(active|selected|open|opened|closed|hover|hovered|focus|focused|focus-visible|disabled|enabled|loading|loaded|visible|invisible|show|shown|checked|current|expanded|collapsed|visited|dirty|pristine|touched|untouched|valid|invalid|empty|not-empty|in|out|fade|animated|first|last|odd|even|dragging|sticky|scrolled|new|unread)$/i;
  const stableClass = (name) =>
    name.length > 1 && /^-?[a-z_][\w-]*$/i.test(name) && stableWord(name) && !look.test(name) && !state.test(name);

  const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
  const volatileKinds = [
    /^[^\p{L}]*\d[^\p{L}]*$/u, // digits alone
    /[$€£¥₹₽]\s?\d|\d\s?([$€£¥₹₽]|(usd|eur|gbp|chf|kr|zł)\b)/i,
    /\d[.,]\d{2}\b/,
    /[([]\s*\d[\d.,]*[km+]?\s*[)\]]/i, // Inbox (3)
    /^\d[\d.,]*[km+]?\s+\p{Ll}/u, // 3 items
    /\b\d[\d.,]*[km+]?\s(items?|results?|comments?|messages?|reviews?|votes?|likes?|points?|stars?|replies|views?|users?|left)\b/i,
    /\d\s*(\/|of|von|sur|de|из)\s*\d/i, // 2 of 9
    /\b\d{4}-\d{1,2}-\d{1,2}|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\b/,
    new RegExp(`\\b\\d{1,2}(st|nd|rd|th)?\\.?\\s+(${months})|\\b(${months})[a-z]*\\.?\\s+\\d`, 'i'),
    new RegExp(`^(${months})[a-z]{0,6}\\.?$|^[ap]\\.?m\\.?$`, 'i'),
    /\bago\b|\byesterday\b|\bjust now\b|\bvor \d|\bil y a\b|\bhace \d/i,
  ];
  const volatile = (text) => volatileKinds.some((kind) => kind.test(text));

  const atEnds = /^[\s\p{P}\p{S}\d]+|[\s\p{P}\p{S}\d]+$/gu;
  const shorten = (text, length) => (text.length <= length ? text : text.slice(0, text.lastIndexOf(' ', length)).trim());
  const texts = (text) => {
    const whole = squash(text);
    const bare = whole.replace(atEnds, '');
    const parts = [whole.length <= 60 ? whole : '', bare === whole ? '' : shorten(bare, 60), shorten(bare, 30)];
    return parts.filter((part, i) => part.length > 1 && /\p{L}/u.test(part) && !volatile(part) && parts.indexOf(part) === i);
  };

  // The same words stand in thousands of elements.
  const remembered = (judge) => {
    const known = new Map();
    return (word) => {
      let verdict = known.get(word);
      if (verdict === undefined) {
        verdict = judge(word);
        if (known.size >= mostRemembered) {
          known.clear();
        }
        known.set(word, verdict);
      }
      return verdict;
    };
  };

  foray.scores = scores;
  foray.anchors = { stableWord: remembered(stableWord), stableClass: remembered(stableClass), volatile, texts, remembered };
})();
