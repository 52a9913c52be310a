// SPDX-License-Identifier: MIT
//
// foray.detectFields(list) -> [{field, fill, samples}]: the fields of a list that most rows have and that tell them apart, as
// Crawl4AI's schema writes them; fill: the share of rows with a value.

(() => {
  'use strict';

  const { dom, cut } = foray;
  const { childrenOf, kindOf, textOf, rowsIn } = foray.detectLists;
  const { slot, each, source } = foray.detectSelectors;
  const { of: nameOf, unique } = foray.detectNames;

  const mostRows = 40; // looked at
  const mostSlots = 60;
  const mostFields = 20;
  const mostInner = 4;
  const leastFill = 0.25;
  const sampleLength = 80;

  // -- Slots: places that rows have in common -------------------------------------------------------------------------

  const hasOwnText = (element) => Array.from(element.childNodes).some((node) => node instanceof Text && node.data.trim() !== '');
  const tells = (element) => hasOwnText(element) || dom.matches(element, 'img,time[datetime],a[href],[itemprop],meta[content]');

  // tag.class down from the row, and which of those that are alike: the same key in two rows is the same place.
  const keysIn = (row, left) => {
    const keys = new Map();
    const counts = new Map();
    const walk = (node, path) => {
      for (const child of childrenOf(node)) {
        if (!left.has(child)) {
          const key = `${path}/${kindOf(child)}`;
          const n = (counts.get(key) ?? 0) + 1;
          counts.set(key, n);
          keys.set(`${key}#${n}`, child);
          walk(child, `${key}#${n}`);
        }
      }
    };
    walk(row, '');
    return keys;
  };
  // [{elements: [Element | null] by row}], in the order of the page
  const slotsOf = (rows, lefts) => {
    const maps = rows.map((row, i) => keysIn(row, lefts[i]));
    const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].slice(0, 500);
    return keys
      .map((key) => ({ elements: maps.map((map) => map.get(key) ?? null) }))
      .filter(({ elements }) => elements.some((element) => element && tells(element)))
      .filter(({ elements }) => elements.filter(Boolean).length >= rows.length * leastFill)
      .slice(0, mostSlots);
  };

  // -- Values ---------------------------------------------------------------------------------------------------------

  const readers = {
    text: (element) => textOf(element),
    href: (element) => dom.attr(element, 'href') ?? '',
    src: (element) => dom.attr(element, 'src') || dom.attr(element, 'data-src') || '',
    datetime: (element) => dom.attr(element, 'datetime') ?? '',
    content: (element) => dom.attr(element, 'content') ?? '',
    value: (element) => dom.attr(element, 'value') ?? '',
  };
  const waysOf = (elements) => {
    const some = elements.filter(Boolean);
    const ways = some.some(hasOwnText) && !saysTheSame(elements) ? ['text'] : [];
    const has = (css) => some.every((element) => dom.matches(element, css));
    const more = [['a[href]', 'href'], ['img[src]', 'src'], ['img[data-src]:not([src])', 'data-src'], ['time[datetime]', 'datetime'], ['meta[content]', 'content'], ['option[value]', 'value']];
    return [...ways, ...more.filter(([css]) => has(css)).map(([, name]) => name)];
  };
  const suffixes = { href: 'link', src: 'image', 'data-src': 'image', datetime: 'date', content: 'content', value: 'value' };

  // "committed on" around three fields says nothing.
  const ownText = (element) => Array.from(element.childNodes).map((node) => (node instanceof Text ? node.data.trim() : '')).join(' ');
  const saysTheSame = (elements) => {
    const some = elements.filter(Boolean);
    return some.length > 1 && some.every((element) => dom.firstChild(element)) && new Set(some.map(ownText)).size === 1;
  };

  const described = (elements, way) => {
    const values = elements.map((element) => (element ? readers[way === 'data-src' ? 'src' : way](element) : ''));
    const filled = values.filter((value) => value !== '');
    return { values, fill: filled.length / elements.length, distinct: new Set(filled).size };
  };
  const ofUse = ({ fill, distinct }, rows) => fill >= leastFill && (distinct > 1 || rows.length === 1);

  const typed = (way) => (way === 'text' ? { type: 'text' } : { type: 'attribute', attribute: way });
  const nameFor = (way, elements, values, context) => {
    const name = nameOf(elements, values, context);
    const suffix = suffixes[way] ?? '';
    if (way === 'text' || way === 'content' || (way === 'src' && name === 'image')) {
      return name;
    }
    if (way === 'datetime') {
      return 'datetime';
    }
    return name === suffix ? `${name}_${way}` : way === 'href' && name === 'title' ? 'link' : `${name}_${suffix}`;
  };

  // -- Labels: the head of a table, the row's own th or dt ------------------------------------------------------------

  const headOf = (rows) => {
    const table = dom.closest(rows[0], 'table');
    const head = table && dom.list(table, 'thead tr, tr')[0];
    const isHead = head && (dom.closest(head, 'thead') || childrenOf(head).every((cell) => dom.tag(cell) === 'th'));
    return isHead && !rows.includes(head) && dom.matches(rows[0], 'tr') ? childrenOf(head).map(textOf) : [];
  };
  const labelOf = (rows, elements, heads) => {
    const at = elements.findIndex(Boolean);
    const cell = dom.closest(elements[at], 'td,th');
    if (!cell || !dom.contains(rows[at], cell) || dom.parent(cell) !== rows[at]) {
      return '';
    }
    const cells = childrenOf(rows[at]);
    // A cell that spans rows is missing in most of them: count from the end.
    return heads.length > 0 ? (heads[heads.length - (cells.length - cells.indexOf(cell))] ?? '') : '';
  };

  // -- Fields -----------------------------------------------------------------------------------------------------------

  const fieldsAt = (rows, elements, selector, taken, context) =>
    waysOf(elements).flatMap((way) => {
      const found = described(elements, way);
      if (!ofUse(found, rows)) {
        return [];
      }
      const name = unique(nameFor(way, elements, found.values, context), taken);
      const samples = [...new Set(found.values.filter(Boolean))].slice(0, 3).map((value) => cut(value, sampleLength));
      return [{ field: { name, ...(selector ? { selector } : {}), ...typed(way) }, fill: found.fill, samples, distinct: found.distinct }];
    });

  const plainFields = (rows, lefts, taken, base = '') => {
    const heads = headOf(rows);
    return slotsOf(rows, lefts).flatMap(({ elements }) => {
      const selector = slot(rows, elements, base);
      return selector ? fieldsAt(rows, elements, selector, taken, { row: rows[0], label: labelOf(rows, elements, heads) }) : [];
    });
  };
  const ownFields = (rows, taken) => (rows.some(hasOwnText) || dom.matches(rows[0], 'a,img,option,time') ? fieldsAt(rows, rows, '', taken, {}) : []);

  // Lists in the rows, each the same kind of thing at the same place in every row; one in another is that one's business.
  const listsOfRow = (rows, { parent, rows: some }) => {
    const [kind, place] = [kindOf(some[0]), kindOf(parent)];
    const isIt = (node) => kindOf(node) === place && childrenOf(node).some((child) => kindOf(child) === kind);
    return rows.map((row) => {
      const found = [row, ...dom.list(row, '*')].find(isIt);
      return found ? childrenOf(found).filter((child) => kindOf(child) === kind) : [];
    });
  };
  // As many in every row are columns of it.
  const isColumns = (rows, model, lists) =>
    dom.matches(model.rows[0], 'td,th') ||
    (!dom.matches(model.parent, 'ul,ol,dl,tbody,table') && rows.length > 1 && lists.every((list) => list.length === lists[0].length));
  const innerLists = (rows) => {
    const models = new Map();
    for (const model of rows.flatMap((row) => rowsIn(row))) {
      const key = `${kindOf(model.parent)}/${kindOf(model.rows[0])}`;
      models.set(key, models.get(key) ?? model);
    }
    const found = [...models.values()].map((model) => ({ model, lists: listsOfRow(rows, model) }));
    const kept = found.filter(({ model, lists }) => !isColumns(rows, model, lists) && lists.filter((list) => list.length > 0).length >= rows.length * leastFill);
    const inAnother = (lists) => kept.some((other) => other.lists !== lists && other.lists.flat().some((row) => lists.flat().some((each_) => each_ !== row && dom.contains(row, each_))));
    return kept.map(({ lists }) => lists).filter((lists) => !inAnother(lists)).slice(0, mostInner);
  };
  const nestedFields = (rows, lists, taken) =>
    lists.flatMap((list) => {
      const selector = each(rows, list);
      const all = list.flat();
      const fields = selector ? fieldsOf({ rows: all, spread: all.map(() => []) }, false) : [];
      if (fields.length === 0) {
        return [];
      }
      const name = unique(pluralOf(nameOf(list.find((some) => some.length > 0).slice(0, 1).map(dom.parent), [], { row: rows[0] }), list), taken);
      const fill = list.filter((some) => some.length > 0).length / rows.length;
      return [{ field: { name, selector, type: 'nested_list', fields: fields.map(({ field }) => field) }, fill, samples: [], distinct: 2 }];
    });
  const pluralOf = (name, list) => (name === 'text' || name === 'title' ? `${nameOf(list.flat().slice(0, 1), [], {})}s`.replace(/^texts$/, 'items') : name);

  const spreadFields = ({ rows, spread }, taken) => {
    const most = Math.max(...spread.map((siblings) => siblings.length));
    return Array.from({ length: most }, (_, n) => spread.map((siblings) => siblings[n] ?? null)).flatMap((siblings) => {
      const way = source(rows, siblings);
      const there = siblings.filter(Boolean);
      if (!way || there.length === 0) {
        return [];
      }
      const found = [...ownFields(there, taken), ...plainFields(there, there.map(() => new Set()), taken)];
      return found.map(({ field, ...rest }) => ({ field: { ...field, source: way }, ...rest }));
    });
  };

  const fieldsOf = (list, deep = true) => {
    const rows = list.rows.slice(0, mostRows);
    const taken = new Set();
    const base = deep ? foray.detectSelectors.base(list.rows) : '';
    const inner = deep ? innerLists(rows) : [];
    const lefts = rows.map((_, i) => new Set(inner.flatMap((lists) => lists[i])));
    const own = inner.length > 0 || rows.some((row) => dom.firstChild(row) && !dom.matches(row, 'a')) ? [] : ownFields(rows, taken);
    const mixed = own.length === 0 && rows.some((row) => dom.firstChild(row)) && rows.every(hasOwnText) && inner.length === 0 ? ownFields(rows, taken) : [];
    const found = [
      ...own,
      ...plainFields(rows, lefts, taken, base),
      ...mixed,
      ...nestedFields(rows, inner, taken),
      ...spreadFields({ rows, spread: list.spread.slice(0, mostRows) }, taken),
    ];
    return found.slice(0, mostFields);
  };

  foray.detectFields = (list) =>
    fieldsOf(list).map(({ field, fill, samples }) => ({ field, fill: Math.round(fill * 100) / 100, samples }));
})();
