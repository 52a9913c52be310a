// SPDX-License-Identifier: MIT
//
// Python's regular expressions (the "pattern" of a schema's field) as JavaScript's.
//
//   foray.extractRegex.compile(pattern) -> {search(string, group) -> string or null}
//       throws an Error of kind "invalid argument" where Python refuses the pattern, and of kind "unsupported operation" for
//       what JavaScript cannot say: (?(1)…), atomic groups and possessive quantifiers, \N{…}, flags in the middle.
//       search() throws where the pattern has no such group, as Python does.
//
// What remains different: a back reference to a group that took no part matches the empty string in JavaScript, and a group
// inside a repetition forgets its earlier rounds.
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
  const SETS = {
    unicode: { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: SPACE },
    ascii: { d: '0-9', w: 'A-Za-z0-9_', s: '\\t-\\r\\x20' },
  };
  const CONTROLS = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };
  const START = '(?<![\\s\\S])';
  const END = '(?![\\s\\S])';

  function failure(kind, pattern, problem, at) {
    const error = new Error(`The pattern '${pattern}' ${problem} (at position ${at}).`);
    error.kind = kind;
    return error;
  }

  const literal = (code) => `\\u{${code.toString(16)}}`;

  /** Translates while it reads; widths are kept since Python wants look-behinds of one width. */
  class Translator {
    constructor(pattern) {
      this.pattern = pattern;
      this.characters = [...pattern];
      this.at = 0;
      this.groups = 0;
      this.names = new Map();
      this.closed = new Map(); // group -> its width
      this.flags = new Set();
    }

    bad(problem, at = this.at) {
      return failure('invalid argument', this.pattern, problem, at);
    }

    unsupported(what) {
      return failure('unsupported operation', this.pattern, `uses ${what}, which browsers do not have`, this.at);
    }

    peek(text) {
      return this.characters.slice(this.at, this.at + text.length).join('') === text;
    }

    accept(text) {
      if (!this.peek(text)) {
        return false;
      }
      this.at += text.length;
      return true;
    }

    until(end) {
      const from = this.at;
      while (this.at < this.characters.length && !this.peek(end)) {
        ++this.at;
      }
      const text = this.characters.slice(from, this.at).join('');
      if (!this.accept(end)) {
        throw this.bad(`is missing '${end}'`, from);
      }
      return text;
    }

    translate() {
      this.globalFlags();
      const { source } = this.alternatives();
      if (this.at < this.characters.length) {
        throw this.bad("has a ')' too much");
      }
      return new RegExp(source, this.flags.has('i') ? 'iu' : 'u');
    }

    globalFlags() {
      const match = /^\(\?([aiLmsux]+)\)/.exec(this.characters.slice(this.at).join(''));
      if (!match) {
        return;
      }
      if (match[1].includes('L') || (match[1].includes('a') && match[1].includes('u'))) {
        throw this.bad('has flags that do not go together');
      }
      [...match[1]].forEach((flag) => this.flags.add(flag));
      this.at += match[0].length;
      this.globalFlags();
    }

    get sets() {
      return this.flags.has('a') ? SETS.ascii : SETS.unicode;
    }

    alternatives() {
      const sources = [];
      let min = Infinity;
      let max = 0;
      do {
        const branch = this.branch();
        sources.push(branch.source);
        min = Math.min(min, branch.min);
        max = Math.max(max, branch.max);
      } while (this.accept('|'));
      return { source: sources.join('|'), min, max };
    }

    branch() {
      let source = '';
      let min = 0;
      let max = 0;
      while (this.at < this.characters.length && !this.peek('|') && !this.peek(')')) {
        if (this.skipVerbose()) {
          continue;
        }
        const item = this.quantified(this.item());
        source += item.source;
        min += item.min;
        max += item.max;
      }
      return { source, min, max };
    }

    skipVerbose() {
      if (!this.flags.has('x')) {
        return false;
      }
      if (/^[ \t\n\r\f\v]$/.test(this.characters[this.at])) {
        ++this.at;
        return true;
      }
      if (!this.peek('#')) {
        return false;
      }
      while (this.at < this.characters.length && this.characters[this.at] !== '\n') {
        ++this.at;
      }
      return true;
    }

    repetition() {
      if (this.accept('*')) {
        return [0, Infinity];
      }
      if (this.accept('+')) {
        return [1, Infinity];
      }
      if (this.accept('?')) {
        return [0, 1];
      }
      const match = /^\{(\d*)(,?)(\d*)\}/.exec(this.characters.slice(this.at, this.at + 40).join(''));
      if (!match || match[0] === '{}') {
        return null;
      }
      this.at += match[0].length;
      const low = match[1] === '' ? 0 : Number(match[1]);
      const high = match[2] === '' ? low : match[3] === '' ? Infinity : Number(match[3]);
      if (high < low) {
        throw this.bad('repeats at least more often than at most');
      }
      return [low, high];
    }

    quantified(item) {
      while (this.skipVerbose());
      const range = this.repetition();
      if (!range) {
        return item;
      }
      if (!item.repeatable) {
        throw this.bad('has nothing to repeat');
      }
      if (this.peek('+')) {
        throw this.unsupported('a possessive quantifier');
      }
      const lazy = this.accept('?') ? '?' : '';
      const mark = this.at;
      if (this.repetition()) {
        throw this.bad('repeats a repetition', mark);
      }
      const [low, high] = range;
      const count = high === Infinity ? `{${low},}` : `{${low},${high}}`;
      return { source: `(?:${item.source})${count}${lazy}`, min: item.min * low, max: high === 0 ? 0 : item.max * high };
    }

    item() {
      const character = this.characters[this.at++];
      const one = (source) => ({ source, min: 1, max: 1, repeatable: true });
      const zero = (source) => ({ source, min: 0, max: 0, repeatable: false });
      switch (character) {
        case '.':
          return one(this.flags.has('s') ? '[\\s\\S]' : '[^\\n]');
        case '^':
          return zero(this.flags.has('m') ? `(?<=\\n|${START})` : START);
        case '$':
          return zero(this.flags.has('m') ? `(?=\\n|${END})` : `(?=\\n?${END})`);
        case '[':
          return one(this.set());
        case '(':
          return this.group();
        case '\\':
          return this.escape(one, zero);
        case '*':
        case '+':
        case '?':
          throw this.bad('has nothing to repeat', this.at - 1);
        case '{':
          --this.at;
          if (this.repetition()) {
            throw this.bad('has nothing to repeat');
          }
          ++this.at;
          return one(literal(0x7b));
        default:
          return one(literal(character.codePointAt(0)));
      }
    }

    group() {
      const opened = this.at - 1;
      if (!this.accept('?')) {
        return this.capture(null);
      }
      if (this.accept('P<')) {
        return this.capture(this.name('>'));
      }
      if (this.accept('P=')) {
        return this.reference(this.name(')'));
      }
      if (this.accept('#')) {
        this.until(')');
        return { source: '(?:)', min: 0, max: 0, repeatable: false };
      }
      if (this.accept(':')) {
        return { ...this.rest('(?:'), repeatable: true };
      }
      for (const look of ['=', '!', '<=', '<!']) {
        if (this.accept(look)) {
          return this.look(look, opened);
        }
      }
      if (this.peek('>')) {
        throw this.unsupported('an atomic group');
      }
      if (this.peek('(')) {
        throw this.unsupported('a conditional group');
      }
      if (/^[aiLmsux-]+[:)]/.test(this.characters.slice(this.at).join(''))) {
        return this.scopedFlags();
      }
      throw this.bad(`has an unknown extension '(?${this.characters[this.at] ?? ''}'`, opened);
    }

    rest(open) {
      const inner = this.alternatives();
      if (!this.accept(')')) {
        throw this.bad("is missing ')'");
      }
      return { source: `${open}${inner.source})`, min: inner.min, max: inner.max };
    }

    look(look, opened) {
      const { source, min, max } = this.rest(`(?${look}`);
      if (look.startsWith('<') && min !== max) {
        throw this.bad('has a look-behind whose width is not fixed', opened);
      }
      return { source: look.startsWith('<') ? source : `(?:${source})`, min: 0, max: 0, repeatable: true };
    }

    scopedFlags() {
      const end = this.characters.indexOf(':', this.at);
      const close = this.characters.indexOf(')', this.at);
      if (end < 0 || (close >= 0 && close < end)) {
        throw this.bad('has global flags that do not stand at its start');
      }
      const flags = this.characters.slice(this.at, end).join('');
      const [on, off = ''] = flags.split('-');
      if (flags.includes('i') && !(on.includes('i') && this.flags.has('i'))) {
        throw this.unsupported(`the flags (?${flags}:…) for a part of the pattern`);
      }
      this.at = end + 1;
      const before = new Set(this.flags);
      [...on].forEach((flag) => this.flags.add(flag));
      [...off].forEach((flag) => this.flags.delete(flag));
      const group = { ...this.rest('(?:'), repeatable: true };
      this.flags = before;
      return group;
    }

    name(end) {
      const name = this.until(end);
      if (!/^[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_]*$/u.test(name)) {
        throw this.bad(`has a bad group name '${name}'`);
      }
      return name;
    }

    capture(name) {
      const number = ++this.groups;
      if (name !== null) {
        if (this.names.has(name)) {
          throw this.bad(`has two groups named '${name}'`);
        }
        this.names.set(name, number);
      }
      const group = this.rest('(');
      this.closed.set(number, group);
      return { ...group, repeatable: true };
    }

    reference(nameOrNumber) {
      const number = typeof nameOrNumber === 'number' ? nameOrNumber : this.names.get(nameOrNumber);
      const group = this.closed.get(number);
      if (!group) {
        throw this.bad(`refers to the group '${nameOrNumber}', which is not there or still open`);
      }
      return { source: `(?:\\${number})`, min: group.min, max: group.max, repeatable: true };
    }

    hex(digits) {
      const text = this.characters.slice(this.at, this.at + digits).join('');
      if (text.length !== digits || !/^[0-9a-f]+$/i.test(text) || parseInt(text, 16) > 0x10ffff) {
        throw this.bad('has an incomplete escape');
      }
      this.at += digits;
      return parseInt(text, 16);
    }

    // The code of an escaped character as both classes and the pattern itself understand it, or undefined.
    character(letter) {
      switch (letter) {
        case 'x':
          return this.hex(2);
        case 'u':
          return this.hex(4);
        case 'U':
          return this.hex(8);
        case 'N':
          throw this.unsupported('a character by its name');
        default:
      }
      if (/[0-7]/.test(letter)) {
        const octal = /^(0[0-7]{0,2}|[0-3][0-7]{2})/.exec(this.characters.slice(this.at - 1, this.at + 2).join(''));
        if (octal) {
          this.at += octal[0].length - 1;
          return parseInt(octal[0], 8);
        }
      }
      return /[A-Za-z0-9]/.test(letter) ? undefined : letter.codePointAt(0);
    }

    escape(one, zero) {
      if (this.at >= this.characters.length) {
        throw this.bad("ends with '\\'");
      }
      const letter = this.characters[this.at++];
      const { w } = this.sets;
      switch (letter) {
        case 'A':
          return zero(START);
        case 'Z':
          return zero(END);
        case 'b':
          return zero(`(?:(?<=[${w}])(?![${w}])|(?<![${w}])(?=[${w}]))`);
        case 'B':
          return zero(`(?:(?<=[${w}])(?=[${w}])|(?<![${w}])(?![${w}]))`);
        case 'd':
        case 'w':
        case 's':
          return one(`[${this.sets[letter]}]`);
        case 'D':
        case 'W':
        case 'S':
          return one(`[^${this.sets[letter.toLowerCase()]}]`);
        default:
      }
      if (letter in CONTROLS) {
        return one(literal(CONTROLS[letter]));
      }
      const code = this.character(letter);
      if (code !== undefined) {
        return one(literal(code));
      }
      if (!/[1-9]/.test(letter)) {
        throw this.bad(`has the unknown escape '\\${letter}'`);
      }
      return this.reference(this.number(letter));
    }

    number(first) {
      const second = this.characters[this.at];
      if (!/^\d$/.test(second ?? '')) {
        return Number(first);
      }
      ++this.at;
      return Number(first + second);
    }

    // One member of a class: {source, code}; code is undefined for \d and its like.
    member() {
      const character = this.characters[this.at++];
      if (character !== '\\') {
        return { code: character.codePointAt(0) };
      }
      const letter = this.characters[this.at++];
      if (letter === undefined) {
        throw this.bad("ends with '\\'");
      }
      if (/[dws]/.test(letter)) {
        return { source: this.sets[letter] };
      }
      if (/[DWS]/.test(letter)) {
        return { source: null, outside: this.sets[letter.toLowerCase()] };
      }
      const code = letter in CONTROLS ? CONTROLS[letter] : this.character(letter);
      if (code === undefined) {
        throw this.bad(`has the unknown escape '\\${letter}' in a class`);
      }
      return { code };
    }

    set() {
      const opened = this.at - 1;
      const negated = this.accept('^');
      const inside = [];
      const alternatives = [];
      for (let first = true; first || !this.peek(']'); first = false) {
        if (this.at >= this.characters.length) {
          throw this.bad("is missing ']'", opened);
        }
        const low = this.member();
        const ranged = this.peek('-') && this.at + 1 < this.characters.length && this.characters[this.at + 1] !== ']';
        if (ranged) {
          ++this.at;
          const high = this.member();
          if (low.code === undefined || high.code === undefined || high.code < low.code) {
            throw this.bad('has a bad range in a class');
          }
          inside.push(`${literal(low.code)}-${literal(high.code)}`);
        } else if (low.outside) {
          alternatives.push(`[^${low.outside}]`);
        } else {
          inside.push(low.source ?? literal(low.code));
        }
      }
      ++this.at;
      if (alternatives.length === 0) {
        return `[${negated ? '^' : ''}${inside.join('')}]`;
      }
      const any = `(?:${[...alternatives, ...(inside.length > 0 ? [`[${inside.join('')}]`] : [])].join('|')})`;
      return negated ? `(?:(?!${any})[\\s\\S])` : any;
    }
  }

  function compile(pattern) {
    const translator = new Translator(pattern);
    const expression = translator.translate();
    return {
      search(string, group) {
        const match = expression.exec(string);
        if (!match) {
          return null;
        }
        const number = typeof group === 'string' ? translator.names.get(group) : group;
        if (!Number.isInteger(Number(number)) || number === null || number < 0 || number > translator.groups) {
          throw failure('invalid argument', pattern, `has no group '${group}'`, pattern.length);
        }
        return match[number] ?? null;
      },
    };
  }

  foray.extractRegex = { compile };
})();
