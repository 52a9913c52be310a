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
  const { Reader, CONTROLS, literal, failure } = foray.extractRegexReader;

  const START = '(?<![\\s\\S])';
  const END = '(?![\\s\\S])';

  /** Translates while it reads; widths are kept since Python wants look-behinds of one width. */
  class Translator extends Reader {
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
