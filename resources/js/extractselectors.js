// SPDX-License-Identifier: MIT
//
// Soup Sieve's selectors (see extractparser.js) on a browser's DOM. What the browser's own engine finds alike is handed to
// it as one selector; for the rest (:has() before Chromium 105, :-soup-contains(), :nth-child(2 of .x), values that
// browsers compare without case, documents in quirks mode …) it finds candidates, and they are tested here.
//
//   foray.extractSelectors.compile(text, {quirks}) -> {all(root) -> [Element], first(root) -> Element or undefined}
//                                                     throws an Error of kind "invalid selector"
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

  // What Soup Sieve means by a pseudo-class: attributes as they were written, not the state that the page is in.
  const MEANINGS = {
    link: ':is(a, area)[href]',
    'any-link': ':is(a, area)[href]',
    checked: ':is(input[type=checkbox], input[type=radio])[checked], option[selected]',
    default: ':checked, form :is(button, input)[type="submit"]',
    disabled:
      ':is(input:not([type=hidden]), button, select, textarea, fieldset, optgroup, option)[disabled],' +
      'optgroup[disabled] > option, fieldset[disabled] > :is(input:not([type=hidden]), button, select, textarea, fieldset),' +
      'fieldset[disabled] > :not(legend:nth-of-type(1)) :is(input:not([type=hidden]), button, select, textarea, fieldset)',
    enabled: ':is(input:not([type=hidden]), button, select, textarea, fieldset, optgroup, option):not(:disabled)',
    required: ':is(input, textarea, select)[required]',
    optional: ':is(input, textarea, select):not([required])',
    'read-write':
      ':is(textarea, input:is(:not([type]), [type=""], [type=text], [type=search], [type=url], [type=tel], [type=email],' +
      '[type=number], [type=password], [type=date], [type=datetime-local], [type=month], [type=time], [type=week]))' +
      ':not([readonly], :disabled), :is([contenteditable=""], [contenteditable="true" i])',
    'read-only': ':not(:read-write)',
    open: ':is(details, dialog)[open]',
    muted: ':is(video, audio)[muted]',
  };
  const NATIVE_FLAGS = new Set(['root', 'in-range', 'out-of-range', 'indeterminate', 'placeholder-shown']);

  // The HTML parser gives SVG elements their camel case back, and the browser compares their names with it.
  const SVG_NAMES = new Map(
    (
      'altGlyph animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer ' +
      'feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG ' +
      'feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile ' +
      'feTurbulence foreignObject glyphRef linearGradient radialGradient textPath'
    )
      .split(' ')
      .map((name) => [name.toLowerCase(), name]),
  );

  const supportsHas = (() => {
    try {
      return globalThis.CSS.supports('selector(:has(> a))') === true;
    } catch {
      return false;
    }
  })();

  function nthCss({ a, n, b, last, ofType }) {
    const of = n ? `${a}n${b < 0 ? '' : '+'}${b}` : `${a}`;
    return `:nth-${last ? 'last-' : ''}${ofType ? 'of-type' : 'child'}(${of})`;
  }

  function hasTest(list, compiler) {
    const compiled = list.items.map((item) => compiler.complex(item));
    return (element, { scope }) => {
      const context = { scope, anchor: element };
      return compiled.some((each) => {
        const root = each.sideways ? dom.parentElement(element) : element;
        return root !== null && each.candidates(root).some((candidate) => each.matches(candidate, context));
      });
    };
  }

  // Compounds, chains and lists -------------------------------------------------------------------------------------------

  /** Turns parsed selectors into CSS for the browser with tests for what is left. */
  class Compiler {
    constructor(quirks) {
      this.quirks = quirks;
      this.meanings = new Map();
    }

    meaning(flag) {
      if (!this.meanings.has(flag)) {
        this.meanings.set(flag, this.list(foray.extractParser.parse(MEANINGS[flag])));
      }
      return this.meanings.get(flag);
    }

    // {css, tests} of one compound alone.
    compound(compound) {
      if (compound.none) {
        return { css: ':not(*)', tests: [] };
      }
      const tag = compound.tag ?? '*';
      const name = SVG_NAMES.get(tag) ?? tag;
      const parts = [name === '*' ? '' : CSS.escape(name)];
      const tests = [];
      const add = ({ css, test }) => {
        parts.push(css);
        if (test) {
          tests.push(test);
        }
      };
      compound.ids.forEach((id) =>
        add({ css: `#${CSS.escape(id)}`, test: this.quirks && ((element) => dom.getAttribute(element, 'id') === id) }),
      );
      compound.classes.forEach((each) =>
        add({ css: `.${CSS.escape(each)}`, test: this.quirks && foray.extractAttributes.classTest(each) }),
      );
      compound.attributes.forEach((attribute) => add(foray.extractAttributes.compile(attribute)));
      compound.flags.forEach((flag) => add(this.flag(flag)));
      compound.nth.forEach((nth) =>
        add(nth.of ? { css: '', test: foray.extractTests.nth(nth, this.list(nth.of)) } : { css: nthCss(nth) }),
      );
      compound.lists.forEach((list) => add(this.pseudoList(list)));
      compound.contains.forEach((contains) => add({ css: '', test: foray.extractTests.contains(contains) }));
      compound.langs.forEach((ranges) => add({ css: '', test: foray.extractTests.lang(ranges) }));
      return { css: parts.join('') || '*', tests };
    }

    flag(flag) {
      if (NATIVE_FLAGS.has(flag)) {
        return { css: `:${flag}` };
      }
      if (foray.extractTests.flags[flag]) {
        return { css: '', test: foray.extractTests.flags[flag] };
      }
      const list = this.meaning(flag);
      return list.css ? { css: `:is(${list.css})` } : { css: '', test: (element, context) => list.matches(element, context) };
    }

    pseudoList(list) {
      const inner = this.list(list);
      if (list.has) {
        return supportsHas && inner.css ? { css: `:has(${inner.css})` } : { css: '', test: hasTest(list, this) };
      }
      if (inner.css) {
        return { css: `:${list.not ? 'not' : 'is'}(${inner.css})` };
      }
      return { css: '', test: (element, context) => inner.matches(element, context) !== list.not };
    }

    // A compound with all that must stand before it: {css or null, candidates(root), matches(element, context), sideways}.
    complex(item) {
      const { css, tests } = this.compound(item);
      const left = item.left && !item.left.compound.anchor ? this.complex(item.left.compound) : null;
      const anchored = item.left?.compound.anchor === true;
      const exactly = tests.length === 0 && (!item.left || anchored || left.css !== null);
      const whole = left?.css ? `${left.css}${item.left.by}${css}` : css;
      const chain = anchored && item.left.by !== ' ' ? `${item.left.by}${css}` : whole;
      const here = (element, context) => dom.matches(element, css) && tests.every((test) => test(element, context));
      const walk = item.left ? leftTest(item.left.by, anchored ? isAnchor : left.matches) : () => true;
      const free = exactly && !anchored && !left?.anchored;
      return {
        css: exactly ? chain : null,
        anchored: anchored || left?.anchored === true,
        sideways: anchored ? /[+~]/.test(item.left.by) : left?.sideways === true,
        candidates: (root) => dom.all(root, css),
        matches: free
          ? (element) => dom.matches(element, whole)
          : (element, context) => here(element, context) && walk(element, context),
      };
    }

    list(list) {
      const items = list.items.map((item) => this.complex(item));
      const css = items.every((item) => item.css !== null) ? items.map((item) => item.css).join(',') : null;
      return { css, items, matches: (element, context) => items.some((item) => item.matches(element, context)) };
    }
  }

  const isAnchor = (element, context) => element === context.anchor;

  function leftTest(by, matches) {
    switch (by) {
      case '>':
        return (element, context) => dom.parentElement(element) !== null && matches(dom.parentElement(element), context);
      case '+':
        return (element, context) =>
          dom.previousElementSibling(element) !== null && matches(dom.previousElementSibling(element), context);
      default: {
        const step = by === '~' ? 'previousElementSibling' : 'parentElement';
        return (element, context) => {
          for (let at = dom[step](element); at; at = dom[step](at)) {
            if (matches(at, context)) {
              return true;
            }
          }
          return false;
        };
      }
    }
  }

  // ":scope > p" is the browser's own as long as :scope is the element that is asked.
  function nativeScope(list) {
    const replaced = [];
    const visit = (compound) => {
      if (!compound || compound.anchor) {
        return;
      }
      if (compound.flags.includes('scope')) {
        compound.flags = compound.flags.filter((flag) => flag !== 'scope');
        compound.flags.push('native-scope');
        replaced.push(compound);
      }
      visit(compound.left?.compound);
    };
    list.items.forEach(visit);
    return replaced;
  }

  function compile(text, { quirks = false } = {}) {
    const parsed = foray.extractParser.parse(text);
    const native = new Compiler(quirks);
    native.flag = (flag) => (flag === 'native-scope' ? { css: ':scope' } : Compiler.prototype.flag.call(native, flag));
    const scoped = nativeScope(parsed);
    const { css } = native.list(parsed);
    if (css !== null) {
      return { css, all: (root) => dom.all(root, css), first: (root) => dom.one(root, css) ?? undefined };
    }

    scoped.forEach((compound) => {
      compound.flags = compound.flags.map((flag) => (flag === 'native-scope' ? 'scope' : flag));
    });
    const list = new Compiler(quirks).list(parsed);
    const candidates = parsed.items.map((item) => new Compiler(quirks).compound(item).css).join(',');
    const test = (root) => {
      const context = { scope: dom.nodeType(root) === 9 ? dom.documentElement(root) : root, anchor: null };
      return (element) => list.matches(element, context);
    };
    const all = (root) => dom.all(root, candidates).filter(test(root));
    return {
      css: null,
      all,
      first(root) {
        const candidate = dom.one(root, candidates);
        return candidate === null || test(root)(candidate) ? (candidate ?? undefined) : all(root)[0];
      },
    };
  }

  foray.extractSelectors = { compile };
})();
