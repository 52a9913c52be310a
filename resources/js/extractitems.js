// SPDX-License-Identifier: MIT
//
// One item of a schema from one element: the fields, their types, defaults and transforms, in the two engines. The names in
// comments are those of Crawl4AI's functions.
//
//   foray.extractItems.newEngine("css" | "xpath", source)   source as of extractdocument.js
//   foray.extractItems.prepare(fields, pointer, engine) -> [Field]
//   foray.extractItems.itemOf(element, fields) -> Map;  .put(item, field, value) adds a value to one
//   foray.extractItems.failure(kind, message, pointer), .located(error, pointer)    errors that say where in the schema
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

  const has = (object, key) => Object.hasOwn(object, key);
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const isElement = (value) => typeof value === 'object' && (value instanceof Element || value instanceof Comment);

  function failure(kind, message, pointer) {
    const error = new Error(`${message} (at ${pointer === '' ? 'the top' : pointer} of the schema)`);
    error.kind = kind;
    error.pointer = pointer;
    error.details = { pointer };
    return error;
  }

  const located = (error, pointer) =>
    error.pointer === undefined ? failure(error.kind ?? 'invalid argument', error.message, pointer) : error;

  // Engines ---------------------------------------------------------------------------------------------------------------

  // Beautiful Soup's find_next_sibling(tag, class_=…): the classes are looked for inside of the class attribute's text.
  function compileCssSource(source) {
    const trimmed = foray.extractText.strip(source);
    if (!trimmed.startsWith('+')) {
      return () => undefined;
    }
    const [tag, ...parts] = trimmed
      .slice(1)
      .split('.')
      .map((part) => foray.extractText.strip(part));
    const classes = parts.filter((part) => part !== '');
    return (element) => {
      for (let at = dom.nextElementSibling(element); at; at = dom.nextElementSibling(at)) {
        const own = foray.extractText.words(dom.getAttribute(at, 'class') ?? '').join(' ');
        const fits = classes.length === 0 || (own !== '' && classes.every((each) => own.includes(each)));
        if (fits && (tag === '' || dom.localName(at) === tag)) {
          return at;
        }
      }
      return undefined;
    };
  }

  const hasChildren = (value) => (typeof value === 'string' ? value !== '' : [...dom.childNodes(value)].some(isElement));

  // Fields often ask one element for the same thing again: the text of a link and its address.
  function rememberingLast(selector) {
    let asked = null;
    let found;
    return {
      all: selector.all,
      first(root) {
        if (root !== asked) {
          found = selector.first(root);
          asked = root;
        }
        return found;
      },
    };
  }

  function newEngine(name, { document, root, quirks }) {
    if (name === 'css') {
      const compiled = new Map();
      const compile = (text) => {
        if (!compiled.has(text)) {
          compiled.set(text, rememberingLast(foray.extractSelectors.compile(text, { quirks })));
        }
        return compiled.get(text);
      };
      return {
        ...foray.extractText.newCss(document),
        compile,
        compileBase: compile,
        top: document,
        compileSource: compileCssSource,
        counts: () => true,
        htmlOfString: (string) => string,
      };
    }
    return {
      ...foray.extractText.xpath,
      ...foray.extractXPath,
      top: root,
      counts: hasChildren,
      htmlOfString: () => {
        throw new Error('a string has no HTML');
      },
    };
  }

  // Values ----------------------------------------------------------------------------------------------------------------

  function elementOnly(value, what) {
    if (!isElement(value)) {
      throw new Error(`${what} is asked of a value that is no element`);
    }
    return value;
  }

  function transformed(value, transform) {
    if (!['lowercase', 'uppercase', 'strip'].includes(transform)) {
      return value;
    }
    if (typeof value !== 'string') {
      throw new Error(`the transform '${transform}' is asked of ${value === null ? 'no value' : 'a value that is no string'}`);
    }
    switch (transform) {
      case 'lowercase':
        return value.toLowerCase();
      case 'uppercase':
        return value.toUpperCase();
      default:
        return foray.extractText.strip(value);
    }
  }

  // Made once, at its first use; a failure is kept as well, for it would come again with each element.
  function lazy(make) {
    let made = false;
    let value;
    let failed;
    return () => {
      if (!made) {
        made = true;
        try {
          value = make();
        } catch (error) {
          failed = error;
        }
      }
      if (failed) {
        throw failed;
      }
      return value;
    };
  }

  /** One field of the schema with what is compiled of it. What is wrong with it shows when it is used, as in Crawl4AI. */
  class Field {
    constructor(json, pointer, engine) {
      if (!isObject(json)) {
        throw failure('invalid argument', 'A field must be an object', pointer);
      }
      this.json = json;
      this.pointer = pointer;
      this.engine = engine;
      this.fallback = json.default ?? null;
      this.hasSelector = has(json, 'selector');
      this.hasSource = has(json, 'source');
      this.hasTransform = has(json, 'transform');
      this.name = lazy(() => this.readName());
      this.type = lazy(() => this.need('type'));
      this.selector = this.compiled('selector', (text) => engine.compile(text));
      this.source = this.compiled('source', (text) => engine.compileSource(text));
      this.expression = this.compiled('pattern', (text) => foray.extractRegex.compile(text));
      this.fields = lazy(() => prepare(this.need('fields'), `${pointer}/fields`, engine));
    }

    need(key) {
      if (!has(this.json, key)) {
        throw failure(
          'invalid argument',
          `The field${this.json.name ? ` '${this.json.name}'` : ''} has no "${key}"`,
          this.pointer,
        );
      }
      return this.json[key];
    }

    readName() {
      const name = this.need('name');
      if (typeof name !== 'string') {
        throw failure('invalid argument', 'A name must be a string', `${this.pointer}/name`);
      }
      return name;
    }

    compiled(key, compile) {
      return lazy(() => {
        const text = this.need(key);
        try {
          if (typeof text !== 'string') {
            throw new Error(`The ${key} must be a string`);
          }
          return compile(text);
        } catch (error) {
          throw located(error, `${this.pointer}/${key}`);
        }
      });
    }

    // _extract_field: whatever goes wrong, the default is the value.
    value(element) {
      try {
        const from = this.hasSource ? this.source()(elementOnly(element, 'a sibling')) : element;
        return from === undefined ? this.fallback : this.typed(from);
      } catch (error) {
        if (error.kind === 'unsupported operation') {
          throw located(error, this.pointer);
        }
        return this.fallback;
      }
    }

    typed(element) {
      const type = this.type();
      if (type !== 'nested' && type !== 'list' && type !== 'nested_list') {
        return this.single(element);
      }
      const found = this.selector().all(elementOnly(element, 'a selector'));
      if (type === 'nested') {
        return found.length > 0 && this.engine.counts(found[0]) ? itemOf(found[0], this.fields()) : new Map();
      }
      return found.map((each) => (type === 'list' ? flatItemOf(each, this.fields()) : itemOf(each, this.fields())));
    }

    // _extract_single_field
    single(element) {
      let value = element;
      if (this.hasSelector) {
        value = this.selector().first(elementOnly(element, 'a selector'));
        if (value === undefined) {
          return this.fallback;
        }
      }
      const type = this.type();
      if (typeof type === 'string') {
        value = this.step(type, value);
      } else {
        for (const step of Array.isArray(type) ? type : []) {
          value = this.step(step, value);
          if (value === null) {
            break;
          }
        }
      }
      if (this.hasTransform) {
        value = transformed(value, this.json.transform);
      }
      return value ?? this.fallback;
    }

    step(type, value) {
      switch (type) {
        case 'text':
          return this.engine.text(elementOnly(value, 'the text'));
        case 'attribute':
          return this.engine.attribute(elementOnly(value, 'an attribute'), this.need('attribute'));
        case 'html':
          return typeof value === 'string' ? this.engine.htmlOfString(value) : this.engine.html(elementOnly(value, 'the HTML'));
        case 'regex':
          return this.json.pattern ? this.matched(value) : value;
        default:
          return value; // an unknown type leaves the element, whose HTML it then is
      }
    }

    matched(value) {
      const string = typeof value === 'string' ? value : this.engine.text(elementOnly(value, 'the text'));
      return this.expression().search(string, has(this.json, 'group') ? this.json.group : 1);
    }

    // The value of a "computed" field. Crawl4AI no longer evaluates expressions, and a function cannot stand in JSON.
    get computed() {
      return has(this.json, 'expression') || has(this.json, 'function') ? this.fallback : null;
    }
  }

  function prepare(fields, pointer, engine) {
    if (!Array.isArray(fields)) {
      throw failure('invalid argument', 'The fields must be a list', pointer);
    }
    return fields.map((json, index) => new Field(json, `${pointer}/${index}`, engine));
  }

  // Items are Maps: their keys come from the schema, and an object would move a key like "2024" to the front.
  function put(item, field, value) {
    if (value !== null) {
      item.set(field.name(), isElement(value) ? field.engine.html(value) : value);
    }
  }

  function itemOf(element, fields) {
    const item = new Map();
    for (const field of fields) {
      put(item, field, field.type() === 'computed' ? field.computed : field.value(element));
    }
    return item;
  }

  function flatItemOf(element, fields) {
    const item = new Map();
    for (const field of fields) {
      put(item, field, field.single(element));
    }
    return item;
  }

  foray.extractItems = { newEngine, prepare, itemOf, put, failure, located, has, isObject };
})();
