// SPDX-License-Identifier: MIT
//
// foray.detectNames.of(elements, values, {row, label}) -> what a person would call these elements of a list: "price"
// foray.detectNames.unique(name, taken) -> the same, or with a number; adds it to the set
//
// From what the page calls it (itemprop, a label, a class), else from what it is (heading, time, image), else from its values.

(() => {
  'use strict';

  const { dom } = foray;
  const { classesOf } = foray.detectLists;

  const empty = new Set(['a', 'link', 'anchor', 'text', 'content', 'value', 'item', 'data', 'info', 'wrapper', 'inner', 'container', 'cell', 'col', 'column', 'row', 'box', 'span', 'label', 'field', 'list', 'body', 'main', 'card', 'tile']);
  const tags = { h1: 'title', h2: 'title', h3: 'title', h4: 'title', h5: 'title', h6: 'title', time: 'date', img: 'image', address: 'address', cite: 'author', strong: 'name', b: 'name', figcaption: 'caption', dt: 'term', dd: 'definition', option: 'option', blockquote: 'quote', code: 'code', button: 'button' };
  const kinds = [
    ['price', /^\D{0,6}[$€£¥₹₽]\s?\d|^\d[\d.,\s]*\s?([$€£¥₹₽]|(usd|eur|gbp|chf|pln|kr|zł)\b)/i],
    ['email', /^\S+@\S+\.\S+$/],
    ['date', /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\d{1,2}\.?\s+\p{L}{3,9}\.?\s+\d{4}|^\p{L}{3,9}\s+\d{1,2},\s+\d{4}/u],
    ['age', /\b(ago|yesterday)\b|^vor \d|^il y a|^hace \d/i],
    ['rating', /^[0-5]([.,]\d)?(\s*(\/|of|von)\s*5)?$|★/],
    ['count', /^\d[\d.,\s]*$/],
  ];

  const words = (text) =>
    text
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
  const nameOf = (text) => {
    const name = words(text).slice(0, 4).join('_');
    return /^[a-z]/.test(name) && name.length <= 40 ? name : '';
  };

  // "card-title" in a card is the title; "tile-link" says only what it is.
  const classNames = (element, row) => {
    const known = new Set(row ? classesOf(row).flatMap(words) : []);
    return classesOf(element)
      .map((name) => words(name).filter((word) => !known.has(word)))
      .filter((left) => left.some((word) => !empty.has(word)))
      .map((left) => left.slice(-3).join('_'));
  };
  const byValues = (values) => {
    const some = values.filter(Boolean).slice(0, 20);
    const kind = kinds.find(([, test]) => some.length > 0 && some.filter((value) => test.test(value)).length >= some.length * 0.8);
    return kind ? kind[0] : '';
  };

  const of = (elements, values, { row, label = '' } = {}) => {
    const element = elements.find(Boolean);
    const called = [dom.attr(element, 'itemprop') ?? '', label, ...classNames(element, row), dom.attr(element, 'data-testid') ?? ''];
    const isWord = (name) => name && !empty.has(name);
    const kind = byValues(values);
    const tag = dom.tag(element);
    const parent = dom.parent(element);
    const heading = parent instanceof Element && tags[dom.tag(parent)] === 'title' ? 'title' : '';
    return (
      called.map(nameOf).find(isWord) ??
      ([heading, tags[tag] === 'name' ? '' : tags[tag], kind, tags[tag], tag === 'a' ? 'title' : ''].find(Boolean) || 'text')
    );
  };

  const unique = (name, taken) => {
    let own = name;
    for (let n = 2; taken.has(own); n++) {
      own = `${name}_${n}`;
    }
    taken.add(own);
    return own;
  };

  foray.detectNames = { of, unique, nameOf };
})();
