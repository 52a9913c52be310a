// SPDX-License-Identifier: MIT
//
// Rows from a document by a Crawl4AI schema, the same rows that Crawl4AI 0.9's JsonCssExtractionStrategy and
// JsonXPathExtractionStrategy give, with the same order of keys. The extract*.js files need nothing but a DOM, so that
// they also run outside Foray, inside of Playwright's and Puppeteer's page.evaluate().
//
//   foray.extract.run(schema, options) -> [row]
//   foray.extract.json(schema, options) -> the rows as JSON text; unlike objects it keeps the order of keys like "2024", too
//       options: {engine: "css" | "xpath",     css unless it is given
//                 elements: [Element],         only base elements that are among these or inside of them
//                 cssSelector: "…",            Crawl4AI's css_selector: only what it matches is the document
//                 html: "…", baseUrl: "…"}     this text instead of the page; no script of it runs. URLs stay as they are written,
//                                              as in Crawl4AI, so that baseUrl changes nothing.
//   foray.methods.extract({schema, engine, cssSelector, locator, html, baseUrl, as: "rows" | "json"})
//
// A mistake that stops Crawl4AI's extraction throws an Error {kind, message, pointer}; pointer leads to it in the schema
// (RFC 6901). Mistakes for which Crawl4AI takes a field's default give that default.
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });

  const has = (object, key) => Object.hasOwn(object, key);
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const isElement = (value) => value !== null && typeof value === 'object' && (value.nodeType === 1 || value.nodeType === 8);

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
      for (let at = element.nextElementSibling; at; at = at.nextElementSibling) {
        const own = foray.extractText.words(at.getAttribute('class') ?? '').join(' ');
        const fits = classes.length === 0 || (own !== '' && classes.every((each) => own.includes(each)));
        if (fits && (tag === '' || at.localName === tag)) {
          return at;
        }
      }
      return undefined;
    };
  }

  const hasChildren = (value) =>
    typeof value === 'string' ? value !== '' : [...value.childNodes].some((node) => node.nodeType === 1 || node.nodeType === 8);

  function newEngine(name, { document, root, quirks }) {
    if (name === 'css') {
      const compile = (selector) => foray.extractSelectors.compile(selector, { quirks });
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
      this.hasTransform = has(json, 'transform');
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

    get name() {
      const name = this.need('name');
      if (typeof name !== 'string') {
        throw failure('invalid argument', 'A name must be a string', `${this.pointer}/name`);
      }
      return name;
    }

    get selector() {
      return this.once('compiledSelector', 'selector', (text) => this.engine.compile(text));
    }

    get source() {
      return this.once('compiledSource', 'source', (text) => this.engine.compileSource(text));
    }

    get expression() {
      return this.once('compiledPattern', 'pattern', (text) => foray.extractRegex.compile(text));
    }

    get fields() {
      this.preparedFields ??= prepare(this.need('fields'), `${this.pointer}/fields`, this.engine);
      return this.preparedFields;
    }

    // Compiles once; a failure is kept as well, for it would come again with each element.
    once(slot, key, compile) {
      if (this[slot] === undefined) {
        const text = this.need(key);
        try {
          if (typeof text !== 'string') {
            throw new Error(`The ${key} must be a string`);
          }
          this[slot] = { value: compile(text) };
        } catch (error) {
          this[slot] = { error: located(error, `${this.pointer}/${key}`) };
        }
      }
      if (this[slot].error) {
        throw this[slot].error;
      }
      return this[slot].value;
    }

    // _extract_field: whatever goes wrong, the default is the value.
    value(element) {
      try {
        const from = has(this.json, 'source') ? this.source(elementOnly(element, 'a sibling')) : element;
        return from === undefined ? this.fallback : this.typed(from);
      } catch (error) {
        if (error.kind === 'unsupported operation') {
          throw located(error, this.pointer);
        }
        return this.fallback;
      }
    }

    typed(element) {
      const type = this.need('type');
      if (type !== 'nested' && type !== 'list' && type !== 'nested_list') {
        return this.single(element);
      }
      const found = this.selector.all(elementOnly(element, 'a selector'));
      if (type === 'nested') {
        return found.length > 0 && this.engine.counts(found[0]) ? itemOf(found[0], this.fields) : new Map();
      }
      return found.map((each) => (type === 'list' ? flatItemOf(each, this.fields) : itemOf(each, this.fields)));
    }

    // _extract_single_field
    single(element) {
      let value = element;
      if (this.hasSelector) {
        value = this.selector.first(elementOnly(element, 'a selector'));
        if (value === undefined) {
          return this.fallback;
        }
      }
      const type = this.need('type');
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
      return this.expression.search(string, has(this.json, 'group') ? this.json.group : 1);
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
      item.set(field.name, isElement(value) ? field.engine.html(value) : value);
    }
  }

  function itemOf(element, fields) {
    const item = new Map();
    for (const field of fields) {
      put(item, field, field.need('type') === 'computed' ? field.computed : field.value(element));
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

  // Rows ------------------------------------------------------------------------------------------------------------------

  function sourceOf({ engine, html, cssSelector }) {
    if (html === undefined || html === null) {
      return foray.extractDocument.ofPage(document, cssSelector);
    }
    const parsed = foray.extractDocument.ofHtml(String(html), engine);
    if (parsed === null && engine === 'xpath') {
      throw failure('invalid argument', 'The document is empty', '');
    }
    return parsed && cssSelector ? foray.extractDocument.ofPage(parsed.document, cssSelector) : parsed;
  }

  function baseElements(schema, engine, within) {
    if (!has(schema, 'baseSelector')) {
      throw failure('invalid argument', 'The schema has no "baseSelector"', '');
    }
    if (typeof schema.baseSelector !== 'string') {
      throw failure('invalid argument', 'The baseSelector must be a string', '/baseSelector');
    }
    try {
      const found = engine.compileBase(schema.baseSelector).all(engine.top);
      return within ? found.filter((element) => within.some((each) => each.contains(element))) : found;
    } catch (error) {
      throw located(error, '/baseSelector');
    }
  }

  // baseFields have no safety net: what goes wrong in one of them stops the extraction.
  function baseItem(element, fields) {
    const item = new Map();
    for (const field of fields) {
      try {
        put(item, field, field.single(element));
      } catch (error) {
        throw located(error, field.pointer);
      }
    }
    return item;
  }

  function extractItems(schema, options) {
    const name = options.engine ?? 'css';
    if (name !== 'css' && name !== 'xpath') {
      throw failure('invalid argument', `There is no engine '${name}'; there are css and xpath`, '');
    }
    if (!isObject(schema)) {
      throw failure('invalid argument', 'A schema must be an object', '');
    }
    const source = sourceOf({ ...options, engine: name });
    if (source === null && has(schema, 'baseSelector')) {
      return [];
    }
    const engine = newEngine(name, source ?? {});
    const elements = baseElements(schema, engine, options.elements);
    if (elements.length === 0) {
      return [];
    }
    const baseFields = has(schema, 'baseFields') ? prepare(schema.baseFields, '/baseFields', engine) : [];
    if (!has(schema, 'fields')) {
      throw failure('invalid argument', 'The schema has no "fields"', '');
    }
    const fields = prepare(schema.fields, '/fields', engine);
    const items = elements.map((element) => {
      const item = baseItem(element, baseFields);
      itemOf(element, fields).forEach((value, key) => item.set(key, value));
      return item;
    });
    return items.filter((item) => item.size > 0);
  }

  function toObject(value) {
    if (value instanceof Map) {
      const object = Object.create(null); // "__proto__" is a key like any other
      value.forEach((each, key) => {
        object[key] = toObject(each);
      });
      return object;
    }
    return Array.isArray(value) ? value.map(toObject) : value;
  }

  function toJson(value) {
    if (value instanceof Map) {
      return `{${[...value].map(([key, each]) => `${JSON.stringify(key)}:${toJson(each)}`).join(',')}}`;
    }
    return Array.isArray(value) ? `[${value.map(toJson).join(',')}]` : JSON.stringify(value);
  }

  const run = (schema, options = {}) => extractItems(schema, options).map(toObject);
  const json = (schema, options = {}) => toJson(extractItems(schema, options));

  foray.extract = { run, json };
  foray.methods.extract = ({ schema, locator, as = 'rows', ...options }) => {
    const elements = locator ? foray.find.all(locator) : undefined;
    return (as === 'json' ? json : run)(schema, { ...options, elements });
  };
})();
