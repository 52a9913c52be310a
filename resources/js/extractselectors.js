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

  const quote = (value) =>
    `"${value.replace(/["\\\n\r\f]/g, (c) => (c === '"' || c === '\\' ? `\\${c}` : `\\${c.charCodeAt(0).toString(16)} `))}"`;

  // Attributes ------------------------------------------------------------------------------------------------------------

  function attributeOf(element, name) {
    const value = element.getAttribute(name);
    if (value !== null || element.namespaceURI === 'http://www.w3.org/1999/xhtml') {
      return value;
    }
    for (const attribute of element.attributes) {
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

  // Tests that no browser has a selector for ----------------------------------------------------------------------------

  function isEmpty(element) {
    if (element.firstElementChild) {
      return false;
    }
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3 && /[^ \t\r\n\f]/.test(node.data)) {
        return false;
      }
    }
    return true;
  }

  function direction(element) {
    const holder = element.closest('[dir=ltr i], [dir=rtl i]');
    return holder ? holder.getAttribute('dir').toLowerCase() : 'ltr';
  }

  function containsTest({ own, texts }) {
    if (!own) {
      return (element) => texts.some((text) => element.textContent.includes(text));
    }
    return (element) => foray.extractText.ownStrings(element).some((string) => texts.some((text) => string.includes(text)));
  }

  function language(element) {
    for (let at = element; at; at = at.parentElement) {
      if (at.getAttribute('lang')) {
        return at.getAttribute('lang');
      }
    }
    const meta = [...element.ownerDocument.querySelectorAll('head > meta[http-equiv="content-language" i]')];
    return meta.find((each) => each.getAttribute('content'))?.getAttribute('content') ?? null;
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
    defined: (element) => !element.localName.includes('-') || element.localName.includes(':'),
    'dir-ltr': (element) => direction(element) === 'ltr',
    'dir-rtl': (element) => direction(element) === 'rtl',
    scope: (element, context) => element === context.scope,
  };

  function nthTest({ a, n, b, last, of }, compiler) {
    const list = compiler.list(of);
    return (element, context) => {
      if (!list.matches(element, context)) {
        return false;
      }
      let position = 1;
      const step = last ? 'nextElementSibling' : 'previousElementSibling';
      for (let sibling = element[step]; sibling; sibling = sibling[step]) {
        position += list.matches(sibling, context) ? 1 : 0;
      }
      if (!n) {
        return position === a;
      }
      return a === 0 ? position === b : (position - b) / a >= 0 && (position - b) % a === 0;
    };
  }

  function nthCss({ a, n, b, last, ofType }) {
    const of = n ? `${a}n${b < 0 ? '' : '+'}${b}` : `${a}`;
    return `:nth-${last ? 'last-' : ''}${ofType ? 'of-type' : 'child'}(${of})`;
  }

  function hasTest(list, compiler) {
    const compiled = list.items.map((item) => compiler.complex(item));
    return (element, { scope }) => {
      const context = { scope, anchor: element };
      return compiled.some((each) => {
        const root = each.sideways ? element.parentElement : element;
        return root !== null && each.candidates(root).some((candidate) => each.matches(candidate, context));
      });
    };
  }

  function classTest(name) {
    return (element) => {
      const classes = element.getAttribute('class');
      return classes === name || (classes !== null && foray.extractText.words(classes).includes(name));
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
        add({ css: `#${CSS.escape(id)}`, test: this.quirks && ((element) => element.getAttribute('id') === id) }),
      );
      compound.classes.forEach((each) => add({ css: `.${CSS.escape(each)}`, test: this.quirks && classTest(each) }));
      compound.attributes.forEach((attribute) => add(compileAttribute(attribute)));
      compound.flags.forEach((flag) => add(this.flag(flag)));
      compound.nth.forEach((nth) => add(nth.of ? { css: '', test: nthTest(nth, this) } : { css: nthCss(nth) }));
      compound.lists.forEach((list) => add(this.pseudoList(list)));
      compound.contains.forEach((contains) => add({ css: '', test: containsTest(contains) }));
      compound.langs.forEach((ranges) => add({ css: '', test: langTest(ranges) }));
      return { css: parts.join('') || '*', tests };
    }

    flag(flag) {
      if (NATIVE_FLAGS.has(flag)) {
        return { css: `:${flag}` };
      }
      if (FLAG_TESTS[flag]) {
        return { css: '', test: FLAG_TESTS[flag] };
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
      const here = (element, context) => element.matches(css) && tests.every((test) => test(element, context));
      const walk = item.left ? leftTest(item.left.by, anchored ? isAnchor : left.matches) : () => true;
      const free = exactly && !anchored && !left?.anchored;
      return {
        css: exactly ? chain : null,
        anchored: anchored || left?.anchored === true,
        sideways: anchored ? /[+~]/.test(item.left.by) : left?.sideways === true,
        candidates: (root) => [...root.querySelectorAll(css)],
        matches: free
          ? (element) => element.matches(whole)
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
        return (element, context) => element.parentElement !== null && matches(element.parentElement, context);
      case '+':
        return (element, context) =>
          element.previousElementSibling !== null && matches(element.previousElementSibling, context);
      default: {
        const step = by === '~' ? 'previousElementSibling' : 'parentElement';
        return (element, context) => {
          for (let at = element[step]; at; at = at[step]) {
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
      return { css, all: (root) => [...root.querySelectorAll(css)], first: (root) => root.querySelector(css) ?? undefined };
    }

    scoped.forEach((compound) => {
      compound.flags = compound.flags.map((flag) => (flag === 'native-scope' ? 'scope' : flag));
    });
    const list = new Compiler(quirks).list(parsed);
    const candidates = parsed.items.map((item) => new Compiler(quirks).compound(item).css).join(',');
    const test = (root) => {
      const context = { scope: root.documentElement ?? root, anchor: null };
      return (element) => list.matches(element, context);
    };
    const all = (root) => [...root.querySelectorAll(candidates)].filter(test(root));
    return {
      css: null,
      all,
      first(root) {
        const candidate = root.querySelector(candidates);
        return candidate === null || test(root)(candidate) ? (candidate ?? undefined) : all(root)[0];
      },
    };
  }

  foray.extractSelectors = { compile, attributeOf };
})();
