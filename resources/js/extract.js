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
//   foray.methods.extract({schema, engine, cssSelector, locator, html, baseUrl}) -> JSON text
//
// A mistake that stops Crawl4AI's extraction throws an Error {kind, message, pointer}; pointer leads to it in the schema
// (RFC 6901). Mistakes for which Crawl4AI takes a field's default give that default.
(() => {
  'use strict';
  const foray = (globalThis.foray ??= { methods: {} });
  const dom = foray.extractDom;

  const { newEngine, prepare, itemOf, put, failure, located, has, isObject } = foray.extractItems;

  // Rows ------------------------------------------------------------------------------------------------------------------

  function sourceOf({ engine, html, cssSelector, elements }) {
    if (html === undefined || html === null) {
      return elements ? foray.extractDocument.asItIs(document) : foray.extractDocument.ofPage(document, cssSelector);
    }
    const parsed = foray.extractDocument.ofHtml(String(html), engine);
    if (parsed === null && engine === 'xpath') {
      throw failure('invalid argument', 'The document is empty', '');
    }
    return parsed && cssSelector ? foray.extractDocument.ofPage(parsed.document, cssSelector) : parsed;
  }

  function checkSchema(schema) {
    if (!isObject(schema)) {
      throw failure('invalid argument', 'A schema must be an object', '');
    }
    if (!has(schema, 'baseSelector')) {
      throw failure('invalid argument', 'The schema has no "baseSelector"', '');
    }
    if (typeof schema.baseSelector !== 'string') {
      throw failure('invalid argument', 'The baseSelector must be a string', '/baseSelector');
    }
  }

  // Those of the elements, and of what is inside of them, that a css_selector finds, if there is one.
  function scopeOf({ elements, cssSelector }) {
    if (!elements || !cssSelector) {
      return elements;
    }
    const selected = dom.all(document, cssSelector);
    return selected.filter((each) => elements.some((element) => dom.contains(element, each)));
  }

  function baseElements(schema, engine, within) {
    try {
      const found = engine.compileBase(schema.baseSelector).all(engine.top);
      return within ? found.filter((element) => within.some((each) => dom.contains(each, element))) : found;
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
    checkSchema(schema);
    const source = sourceOf({ ...options, engine: name });
    if (source === null) {
      return [];
    }
    const engine = newEngine(name, source);
    const elements = baseElements(schema, engine, scopeOf(options));
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

  // An object would move keys that look like numbers to the front.
  const keepsOrder = (schema) => !/"name":"\d/.test(JSON.stringify(schema));

  const run = (schema, options = {}) => extractItems(schema, options).map(toObject);
  const json = (schema, options = {}) => {
    const items = extractItems(schema, options);
    return keepsOrder(schema) ? JSON.stringify(items.map(toObject)) : toJson(items);
  };

  foray.extract = { run, json };
  foray.methods.extract = ({ schema, locator, ...options }) =>
    json(schema, { ...options, elements: locator ? foray.find.all(locator) : undefined });
  (foray.jsonMethods ??= new Set()).add('extract');
})();
