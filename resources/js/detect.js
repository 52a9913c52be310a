// SPDX-License-Identifier: MIT
//
// What a click into a list, or no click, proposes.
//
//   methods.detect({selector, settled}, signal) -> {lists: [{schema, rows, score, fields: [{name, fill, samples}]}], pagination: [{kind, css,
//       target, score}]}, best first
//     selector: what the click is at: CSS, XPath or any other selector of a plan; '' for the whole page
//     settled: nothing more will come; else it waits until the page is quiet
//     schema: Crawl4AI's JsonCss as it is; rows: how many it finds here

(() => {
  'use strict';

  const { dom, error, cut, describe, selectors } = foray;
  const { all, around, textOf, childrenOf } = foray.detectLists;
  const { of: nameOf, unique, nameOf: wordsOf } = foray.detectNames;

  const mostLists = 5;
  const mostLevels = 3;
  const longest = 300000; // elements

  const schemaName = (list) => {
    const labelled = dom.closest(list.parent, '[aria-label],section,article,main,table');
    const heading = labelled && (dom.attr(labelled, 'aria-label') || textOf(dom.list(labelled, 'h1,h2,h3,caption')[0] ?? labelled));
    const title = squashTitle(heading) || squashTitle(document.title);
    return title || 'Rows';
  };
  const squashTitle = (text) => (text && text.length <= 60 ? text : '');

  const proposal = (list) => {
    const base = foray.detectSelectors.base(list.rows);
    const fields = base ? foray.detectFields(list) : [];
    if (fields.length === 0) {
      return null;
    }
    return {
      schema: { name: schemaName(list), baseSelector: base, fields: fields.map(({ field }) => field) },
      rows: list.rows.length,
      score: list.score,
      fields: fields.map(({ field, fill, samples }) => ({ name: field.name, fill, samples })),
    };
  };

  // -- One record: a page about one thing ------------------------------------------------------------------------------

  const isPair = (row) => {
    const cells = childrenOf(row);
    return dom.tag(row) === 'tr' && cells.length === 2 && dom.tag(cells[0]) === 'th' && dom.tag(cells[1]) === 'td';
  };
  const pairsIn = (record) => {
    const rows = dom.all(record, 'tr').filter(isPair).map((row) => ({ label: childrenOf(row)[0], value: childrenOf(row)[1] }));
    const terms = dom.all(record, 'dt').filter((dt) => dt.nextElementSibling && dom.tag(dt.nextElementSibling) === 'dd');
    return [...rows, ...terms.map((dt) => ({ label: dt, value: dt.nextElementSibling }))];
  };
  const isPairs = (list) => list.rows.every(isPair);
  const recordProposal = (record) => {
    const base = foray.detectSelectors.base([record]);
    const pairs = pairsIn(record);
    const heading = dom.list(record, 'h1,h2,h3')[0];
    const taken = new Set();
    const parts = [...(heading ? [{ name: nameOf([heading], [textOf(heading)], { row: record }), value: heading }] : []), ...pairs.map(({ label, value }) => ({ name: wordsOf(textOf(label)) || 'value', value }))];
    const fields = parts
      .map(({ name, value }) => ({ name: unique(name, taken), selector: foray.detectSelectors.slot([record], [value]), type: 'text', value }))
      .filter(({ selector }) => selector);
    if (!base || fields.length < 2) {
      return null;
    }
    return {
      schema: { name: heading ? cut(textOf(heading), 60) : 'Record', baseSelector: base, fields: fields.map(({ name, selector, type }) => ({ name, selector, type })) },
      rows: 1,
      score: Math.round(pairs.length * 1000) / 100,
      fields: fields.map(({ name, value }) => ({ name, fill: 1, samples: [cut(textOf(value), 80)] })),
    };
  };
  const recordAround = (element) => {
    for (let node = element; node; node = dom.composedParent(node)) {
      const isRecord = dom.matches(node, 'article,section,main,[itemscope],body') && dom.list(node, 'h1,h2,h3')[0] && pairsIn(node).length > 1;
      if (isRecord) {
        return recordProposal(node);
      }
    }
    return null;
  };

  // -------------------------------------------------------------------------------------------------------------------

  const elementAt = (selector) => {
    const path = selector.split(' >>> ').map((part) => (/^\s*\(*\.{0,2}\//.test(part) ? `xpath/${part.trim()}` : part.trim()));
    const [element] = selectors.all(path);
    if (!element) {
      throw error('invalid argument', `Nothing on the page matches '${cut(selector, 200)}'.`);
    }
    return element;
  };

  const proposals = (element) => {
    const lists = element ? around(element) : all(document).filter((list) => !list.inner);
    const found = lists
      .filter((list) => !isPairs(list))
      .slice(0, element ? mostLevels : mostLists * 2)
      .map(proposal)
      .filter(Boolean);
    const pairs = lists.find(isPairs);
    const record = element ? (pairs || found.length === 0) && recordAround(element) : pairs && recordAround(pairs.rows[0]);
    const both = [...found, ...(record ? [record] : [])];
    return both.sort((a, b) => b.score - a.score).slice(0, element ? mostLevels : mostLists);
  };

  const detect = (selector) => {
    if (dom.list(document, '*').length > longest) {
      throw error('unsupported operation', `The page has more than ${longest} elements: that is too much to look for lists in. ${describe(dom.body(document))}`);
    }
    const element = selector ? elementAt(selector) : null;
    const lists = proposals(element);
    const near = lists[0] ? dom.list(document, lists[0].schema.baseSelector)[0] : null;
    return { lists, pagination: foray.detectPaging(near) };
  };

  foray.methods.detect = ({ selector = '', settled = false }, signal) =>
    foray.lookUntil((stage) => (stage === 'heal' ? detect(selector) : null), settled, signal);
})();
