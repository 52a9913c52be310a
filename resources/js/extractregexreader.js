// SPDX-License-Identifier: MIT
//
// What extractregex.js reads a Python pattern with: characters, escapes and classes like [a-z\d].
//
//   foray.extractRegexReader.Reader    the base of the translator; .failure(kind, pattern, problem, at) is its Error
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
  const SETS = {
    unicode: { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: SPACE },
    ascii: { d: '0-9', w: 'A-Za-z0-9_', s: '\\t-\\r\\x20' },
  };
  const CONTROLS = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

  function failure(kind, pattern, problem, at) {
    const error = new Error(`The pattern '${pattern}' ${problem} (at position ${at}).`);
    error.kind = kind;
    return error;
  }

  const literal = (code) => `\\u{${code.toString(16)}}`;

  /** The pattern, character by character, and the state that all of it shares. */
  class Reader {
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

    get sets() {
      return this.flags.has('a') ? SETS.ascii : SETS.unicode;
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

  foray.extractRegexReader = { Reader, CONTROLS, literal, failure };
})();
