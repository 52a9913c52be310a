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
  const LISTS = new Set(['has', 'is', 'matches', 'not', 'where', 'contains', '-soup-contains', '-soup-contains-own']);
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

  const { Tokens, WSC, unescape, unquote, values, invalid } = foray.extractTokens;
  const NTH_PARTS = new RegExp(`^(?<s1>[-+])?(?<a>[0-9]+n?|n)(?:(?<=n)${WSC}*(?<s2>[-+])${WSC}*(?<b>[0-9]+))?`, 'iu');

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
