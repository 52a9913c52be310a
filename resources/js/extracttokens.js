// SPDX-License-Identifier: MIT
//
// The tokens of a CSS selector as Soup Sieve 2.7 reads them.
// The patterns are those of Soup Sieve's css_parser.py, Copyright (c) 2018 - 2025 Isaac Muse, MIT license.
//
//   new foray.extractTokens.Tokens(text).next() -> {type, groups, start, end}, or null at the end
//   foray.extractTokens.unescape(text), .unquote(text), .values(text), .invalid(text, problem, at)
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const NEWLINE = '(?:\\r\\n|(?!\\r\\n)[\\n\\f\\r])';
  const WS = `(?:[ \\t]|${NEWLINE})`;
  const COMMENTS = '(?:/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/)';
  const WSC = `(?:${WS}|${COMMENTS})`;
  const ESCAPE = `(?:\\\\(?:[a-f0-9]{1,6}${WS}?|[^\\r\\n\\f]|$))`;
  const IDENTIFIER =
    `(?:(?:-?(?:[^\\x00-\\x2f\\x30-\\x40\\x5B-\\x5E\\x60\\x7B-\\x9f]|${ESCAPE})+|--)` +
    `(?:[^\\x00-\\x2c\\x2e\\x2f\\x3A-\\x40\\x5B-\\x5E\\x60\\x7B-\\x9f]|${ESCAPE})*)`;
  const NTH = `(?:[-+])?(?:[0-9]+n?|n)(?:(?<=n)${WSC}*(?:[-+])${WSC}*(?:[0-9]+))?`;
  const VALUE = `(?:"(?:\\\\(?:.|${NEWLINE})|[^\\\\"\\r\\n\\f]+)*?"|'(?:\\\\(?:.|${NEWLINE})|[^\\\\'\\r\\n\\f]+)*?'|${IDENTIFIER}+)`;
  const VALUES = `(?<values>${VALUE}(?:${WSC}*,${WSC}*${VALUE})*)`;
  const ATTRIBUTE = `(?:${WSC}*(?<cmp>[!~^|*$]?=)${WSC}*(?<value>${VALUE})(?:${WSC}*(?<flag>[is]))?)?${WSC}*\\]`;
  const PSEUDO = `:(?<name>${IDENTIFIER})`;
  const OPEN = `${PSEUDO}(?<open>\\(${WSC}*)`;

  const sticky = (source) => new RegExp(source, 'iuy');
  const SPECIALS = [
    [['contains', '-soup-contains', '-soup-contains-own'], 'contains', sticky(`${OPEN}${VALUES}${WSC}*\\)`)],
    [
      ['nth-child', 'nth-last-child'],
      'nth',
      sticky(`${OPEN}(?<nth>${NTH}|even|odd)(?:${WSC}*\\)|(?<of>${COMMENTS}*${WS}${WSC}*of${COMMENTS}*${WS}${WSC}*))`),
    ],
    [['nth-of-type', 'nth-last-of-type'], 'nth', sticky(`${OPEN}(?<nth>${NTH}|even|odd)${WSC}*\\)`)],
    [['lang'], 'lang', sticky(`${OPEN}${VALUES}${WSC}*\\)`)],
    [['dir'], 'dir', sticky(`${OPEN}(?<dir>ltr|rtl)${WSC}*\\)`)],
  ];
  const OPENING = sticky(OPEN);
  const TOKENS = [
    ['close', sticky(`${WSC}*\\)`)],
    ['special', null],
    ['custom', sticky(`:(?=--)${IDENTIFIER}`)],
    ['pseudo', sticky(`${PSEUDO}(?<open>\\(${WSC}*)?`)],
    ['element', sticky(`:${PSEUDO}`)],
    ['amp', sticky('&')],
    ['at', sticky(`@P${IDENTIFIER}`)],
    ['id', sticky(`#(?<name>${IDENTIFIER})`)],
    ['class', sticky(`\\.(?<name>${IDENTIFIER})`)],
    ['tag', sticky(`(?:(?:${IDENTIFIER}|\\*)?\\|)?(?<name>${IDENTIFIER}|\\*)`)],
    ['attribute', sticky(`\\[${WSC}*(?:(?:${IDENTIFIER}|\\*)?\\|)?(?<name>${IDENTIFIER})${ATTRIBUTE}`)],
    ['combine', sticky(`${WSC}*?(?<relation>[,+>~]|${WS}(?![,+>~]))${WSC}*`)],
  ];
  const BEGIN = new RegExp(`^${WSC}*`, 'iu');
  const END = new RegExp(`${WSC}*$`, 'iu');
  const EACH_VALUE = new RegExp(`(?<value>${VALUE})|${WSC}*,${WSC}*`, 'giu');
  const IDENTIFIER_ESCAPES = new RegExp(`(\\\\[a-f0-9]{1,6}${WSC}?)|(\\\\[^\\r\\n\\f])|(\\\\$)`, 'giu');
  const STRING_ESCAPES = new RegExp(`(\\\\[a-f0-9]{1,6}${WS}?)|(\\\\[^\\r\\n\\f])|(\\\\$)|(\\\\${NEWLINE})`, 'giu');

  function invalid(text, problem, at) {
    const error = new Error(`The selector '${text}' is not one that Crawl4AI understands: ${problem} at position ${at}.`);
    error.kind = 'invalid selector';
    return error;
  }

  function unescape(text, string = false) {
    if (!text.includes('\\')) {
      return text;
    }
    return text.replace(string ? STRING_ESCAPES : IDENTIFIER_ESCAPES, (_all, code, character, end) => {
      if (code) {
        const point = parseInt(code.slice(1), 16);
        return point === 0 || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
      }
      return character ? character.slice(1) : end ? '\ufffd' : '';
    });
  }

  function unquote(value) {
    return /^["']/.test(value) ? unescape(value.slice(1, -1), true) : unescape(value);
  }

  function values(text) {
    return [...text.matchAll(EACH_VALUE)]
      .filter((match) => match.groups.value !== undefined)
      .map((match) => unquote(match.groups.value));
  }

  /** The tokens of one selector, one at a time: {type, groups, start, end}. */
  class Tokens {
    constructor(text) {
      this.text = text.replaceAll('\0', '\ufffd');
      this.index = BEGIN.exec(this.text)[0].length;
      this.end = END.exec(this.text).index;
    }

    at(pattern) {
      pattern.lastIndex = this.index;
      return pattern.exec(this.text);
    }

    special() {
      const opening = this.at(OPENING);
      const name = opening && unescape(opening.groups.name).toLowerCase();
      const entry = opening && SPECIALS.find(([names]) => names.includes(name));
      const match = entry && this.at(entry[2]);
      return match && { type: entry[1], match };
    }

    next() {
      if (this.index >= this.end) {
        return null;
      }
      for (const [type, pattern] of TOKENS) {
        const found = pattern ? { type, match: this.at(pattern) } : this.special();
        if (!found?.match) {
          continue;
        }
        const start = this.index;
        this.index += found.match[0].length;
        return { type: found.type, groups: found.match.groups ?? {}, start, end: this.index };
      }
      throw invalid(this.text, `unexpected '${this.text[this.index]}'`, this.index);
    }
  }

  foray.extractTokens = { Tokens, WSC, unescape, unquote, values, invalid };
})();
