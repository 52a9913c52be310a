// SPDX-License-Identifier: MIT
//
// Reads a CSS selector as Soup Sieve 2.7 does, the selector library behind Crawl4AI's JsonCssExtractionStrategy:
// the same selectors are understood and the same are refused (two spaces before ">", "> p", ":visible", [x=1] …).
// The grammar is Soup Sieve's css_parser.py, Copyright (c) 2018 - 2025 Isaac Muse, MIT license.
//
//   foray.extractParser.parse(text) -> list     throws an Error of kind "invalid selector"
//
//   list      {not, items: [compound]}          not: the list of a :not()
//   compound  {tag, ids, classes, attributes, nth, lists, contains, langs, flags, none, left}
//             left: {by, compound} is what must stand before it, by one of " ", ">", "+", "~";
//             {anchor: true} as the leftmost one of a :has() means the element that has it.
//             none: can match nothing (":hover").
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const SIMPLE = new Set([
    'any-link',
    'empty',
    'first-child',
    'first-of-type',
    'in-range',
    'open',
    'out-of-range',
    'last-child',
    'last-of-type',
    'link',
    'only-child',
    'only-of-type',
    'root',
    'checked',
    'default',
    'disabled',
    'enabled',
    'indeterminate',
    'optional',
    'placeholder-shown',
    'read-only',
    'read-write',
    'required',
    'scope',
    'defined',
    'muted',
  ]);
  const NO_MATCH = new Set([
    'active',
    'autofill',
    'buffering',
    'current',
    'focus',
    'focus-visible',
    'focus-within',
    'fullscreen',
    'future',
    'host',
    'hover',
    'local-link',
    'past',
    'paused',
    'picture-in-picture',
    'playing',
    'popover-open',
    'seeking',
    'stalled',
    'target',
    'target-within',
    'user-invalid',
    'volume-locked',
    'visited',
  ]);
  const LISTS = new Set(['has', 'is', 'matches', 'not', 'where']);
  const LISTS_NO_MATCH = new Set(['current', 'host', 'host-context']);
  const SPECIAL = new Set([
    'contains',
    '-soup-contains',
    '-soup-contains-own',
    'dir',
    'lang',
    'nth-child',
    'nth-last-child',
    'nth-last-of-type',
    'nth-of-type',
  ]);

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
  const NTH_PARTS = new RegExp(`^(?<s1>[-+])?(?<a>[0-9]+n?|n)(?:(?<=n)${WSC}*(?<s2>[-+])${WSC}*(?<b>[0-9]+))?`, 'iu');
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

  function newCompound() {
    return {
      tag: null,
      ids: [],
      classes: [],
      attributes: [],
      nth: [],
      lists: [],
      contains: [],
      langs: [],
      flags: [],
      none: false,
      left: null,
    };
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

  function parseAttribute(token) {
    const { name, cmp, value, flag } = token.groups;
    return {
      name: unescape(name).toLowerCase(),
      cmp: cmp ?? '',
      value: cmp ? unquote(value) : '',
      flag: (flag ?? '').toLowerCase(),
    };
  }

  function parseNth(text) {
    if (text === 'even' || text === 'odd') {
      return { a: 2, n: true, b: text === 'odd' ? 1 : 0 };
    }
    const { s1, a, s2, b } = NTH_PARTS.exec(text).groups;
    const n = a.endsWith('n');
    const factor = a.startsWith('n') ? 1 : parseInt(a, 10);
    const offset = b ? parseInt(b, 10) : 0;
    return { a: s1 === '-' ? -factor : factor, n, b: s2 === '-' ? -offset : offset };
  }

  const CHILD_PSEUDOS = {
    'first-child': [[false, false]],
    'last-child': [[true, false]],
    'only-child': [
      [false, false],
      [true, false],
    ],
    'first-of-type': [[false, true]],
    'last-of-type': [[true, true]],
    'only-of-type': [
      [false, true],
      [true, true],
    ],
  };

  /** One selector list: the whole selector, or what stands between the brackets of :is(), :not(), :has(). */
  class ListParser {
    constructor(tokens, name, start) {
      this.tokens = tokens;
      this.name = name; // of the pseudo-class, '' for the whole selector
      this.relative = name === 'has';
      this.forgiving = name === 'is' || name === 'where';
      this.index = start;
      this.items = [];
      this.begin();
    }

    begin() {
      this.compound = newCompound();
      this.left = this.relative ? { by: ' ', compound: { anchor: true } } : null;
      this.filled = false;
    }

    fail(problem, at = this.index) {
      return invalid(this.tokens.text, problem, at);
    }

    parse() {
      let closed = false;
      for (let token = this.tokens.next(); token; token = this.tokens.next()) {
        if (token.type === 'close') {
          this.close(token);
          closed = true;
          break;
        }
        this.take(token);
        this.index = Math.max(token.end, this.tokens.index);
      }
      if (this.name && !closed) {
        throw this.fail(`':${this.name}(' is not closed`);
      }
      if (this.filled) {
        this.finish();
      } else if (this.forgiving && (this.items.length === 0 || !this.left)) {
        this.finishEmpty();
      } else {
        throw this.fail('a selector is expected');
      }
      return { not: this.name === 'not', items: this.items };
    }

    close(token) {
      if (!this.name) {
        throw this.fail("')' closes nothing", token.start);
      }
      if (!this.filled && !this.forgiving) {
        throw this.fail('a selector is expected', token.start);
      }
    }

    finish() {
      this.compound.left = this.left;
      this.items.push(this.compound);
    }

    finishEmpty() {
      this.items.push({ ...newCompound(), none: true });
    }

    take(token) {
      const { compound } = this;
      switch (token.type) {
        case 'combine':
          return this.combine(token);
        case 'pseudo':
          this.pseudo(token);
          break;
        case 'nth':
          this.nth(token);
          break;
        case 'contains':
          compound.contains.push({
            own: unescape(token.groups.name).toLowerCase() === '-soup-contains-own',
            texts: values(unescape(token.groups.values)),
          });
          break;
        case 'lang':
          compound.langs.push(values(token.groups.values));
          break;
        case 'dir':
          compound.flags.push(`dir-${token.groups.dir.toLowerCase()}`);
          break;
        case 'amp':
          compound.flags.push('scope');
          break;
        case 'id':
          compound.ids.push(unescape(token.groups.name));
          break;
        case 'class':
          compound.classes.push(unescape(token.groups.name));
          break;
        case 'attribute':
          compound.attributes.push(parseAttribute(token));
          break;
        case 'tag':
          if (this.filled) {
            throw this.fail(`the tag name '${token.groups.name}' must come first`, token.start);
          }
          compound.tag = unescape(token.groups.name).toLowerCase();
          break;
        case 'element':
          throw this.fail(`the pseudo-element '::${token.groups.name}' is not supported`, token.start);
        default:
          throw this.fail('this is not supported', token.start);
      }
      this.filled = true;
      return undefined;
    }

    combine(token) {
      const by = token.groups.relation.trim() || ' ';
      if (by === ',') {
        if (this.filled) {
          this.finish();
        } else if (this.forgiving) {
          this.finishEmpty();
        } else {
          throw this.fail("a selector is expected before ','");
        }
        this.begin();
      } else if (this.filled) {
        this.compound.left = this.left;
        this.left = { by, compound: this.compound };
        this.compound = newCompound();
        this.filled = false;
      } else if (this.relative && this.left.by === ' ') {
        this.left = { by, compound: this.left.compound };
      } else {
        throw this.fail(`the combinator '${by}' has no selector before it (or more than one space)`);
      }
    }

    pseudo(token) {
      const name = unescape(token.groups.name).toLowerCase();
      const { compound } = this;
      const open = token.groups.open !== undefined;
      if (open && (LISTS.has(name) || LISTS_NO_MATCH.has(name))) {
        const list = new ListParser(this.tokens, name, token.end).parse();
        if (LISTS.has(name)) {
          compound.lists.push({ ...list, has: name === 'has' });
        } else {
          compound.none = true;
        }
      } else if (!open && SIMPLE.has(name)) {
        if (CHILD_PSEUDOS[name]) {
          CHILD_PSEUDOS[name].forEach(([last, ofType]) => compound.nth.push({ a: 1, n: false, b: 0, last, ofType, of: null }));
        } else {
          compound.flags.push(name);
        }
      } else if (!open && NO_MATCH.has(name)) {
        compound.none = true;
      } else if (SIMPLE.has(name) || NO_MATCH.has(name) || LISTS.has(name) || SPECIAL.has(name) || LISTS_NO_MATCH.has(name)) {
        throw this.fail(`':${name}' is not written correctly`, token.start);
      } else {
        throw this.fail(`there is no pseudo-class ':${name}'`, token.start);
      }
    }

    nth(token) {
      const name = unescape(token.groups.name).toLowerCase();
      const of = token.groups.of === undefined ? null : new ListParser(this.tokens, 'nth-child', token.end).parse();
      this.compound.nth.push({
        ...parseNth(token.groups.nth.toLowerCase()),
        of,
        last: name.includes('last'),
        ofType: name.endsWith('of-type'),
      });
    }
  }

  foray.extractParser = { parse: (text) => new ListParser(new Tokens(text), '', 0).parse() };
})();
