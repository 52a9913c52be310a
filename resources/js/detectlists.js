// SPDX-License-Identifier: MIT
//
// What a page repeats: children of one element that are alike, cells of nested grids, rows that are spread over siblings.
//
//   foray.detectLists.all(root) -> [list], best first
//   foray.detectLists.around(element) -> the lists of which it is in a row, best first
//     list: {rows: [Element], parent: Element, spread: [[Element]] per row: the siblings that belong to it, score, inner: bool}
//       inner: it stands in each row of a list that says more
//   foray.detectLists.rowsIn(row) -> lists in a row, for a nested list

(() => {
  'use strict';

  const { dom, anchors, squash } = foray;

  const mostElements = 100000;
  const mostLists = 200;
  const leastShare = 0.04; // of the best score
  const mostShapes = 60; // elements of a row that its shape is made of
  const alike = 0.4; // least share of shape that rows have in common
  const skipped = new Set(['script', 'style', 'template', 'noscript', 'br', 'hr', 'link', 'meta', 'col', 'colgroup', 'source', 'wbr']);
  const frame = 'nav,header,footer,aside,[role=navigation],[role=banner],[role=contentinfo],[role=menu],[role=menubar],[role=tablist]';

  const childrenOf = (element) => Array.from(dom.childrenOf(element)).filter((child) => !skipped.has(dom.tag(child)));
  const textOf = (element) => squash(dom.text(element));
  const classesOf = (element) => Array.from(dom.classes(element)).filter(anchors.stableClass);
  const kindOf = (element) => [dom.tag(element), ...classesOf(element).slice(0, 1)].join('.');

  // -- Likeness -------------------------------------------------------------------------------------------------------

  const shapes = new WeakMap();
  const shapeOf = (element) => {
    if (!shapes.has(element)) {
      const paths = new Set([dom.tag(element)]);
      const walk = (node, path, depth) => {
        for (const child of childrenOf(node)) {
          if (paths.size < mostShapes) {
            const own = `${path}>${dom.tag(child)}`;
            paths.add(own);
            if (depth < 4) {
              walk(child, own, depth + 1);
            }
          }
        }
      };
      walk(element, '', 0);
      shapes.set(element, paths);
    }
    return shapes.get(element);
  };
  const likeness = (a, b) => {
    const [x, y] = [shapeOf(a), shapeOf(b)];
    const both = [...x].filter((path) => y.has(path)).length;
    return both / (x.size + y.size - both);
  };
  const mostAlike = (elements) => {
    const [model] = elements
      .slice(0, 12)
      .map((element) => ({ element, sum: elements.slice(0, 12).reduce((sum, other) => sum + likeness(element, other), 0) }))
      .sort((a, b) => b.sum - a.sum);
    return elements.filter((element) => likeness(element, model.element) >= alike);
  };

  // -- Rows among the children of one element ------------------------------------------------------------------------

  // The smallest number of kinds, each another, after which they begin anew: "dt dd dt dd", "tr.story tr tr.spacer".
  const periodOf = (kinds) => {
    for (let period = 2; period <= 4 && period * 2 <= kinds.length; period++) {
      const first = new Set(kinds.slice(0, period));
      if (first.size === period && kinds.every((kind, i) => i < period || kind === kinds[i - period])) {
        return period;
      }
    }
    return 0;
  };
  const spreadRows = (parent, children) => {
    const period = periodOf(children.map(kindOf));
    if (!period) {
      return null;
    }
    const rows = children.filter((_, i) => i % period === 0);
    const spread = rows.map((_, i) => children.slice(i * period + 1, (i + 1) * period).filter((each) => textOf(each) !== ''));
    return spread.some((siblings) => siblings.length > 0) ? { parent, rows, spread } : null;
  };

  const countBy = (elements, keyOf) => {
    const counts = new Map();
    for (const element of elements) {
      counts.set(keyOf(element), (counts.get(keyOf(element)) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
  const hasPlaceholderValue = (element) => dom.tag(element) === 'option' && dom.attr(element, 'value') === '';

  // One list for each tag: those with the class that most of them have or, where most have none, all that are alike.
  const plainRows = (parent, children) =>
    countBy(children, dom.tag)
      .filter(([, count]) => count > 1)
      .map(([tag]) => {
        const same = children.filter((child) => dom.tag(child) === tag && !hasPlaceholderValue(child));
        const [name = ''] = countBy(same, (child) => classesOf(child)[0] ?? '')[0] ?? [];
        const named = name ? same.filter((child) => dom.classes(child).contains(name)) : same;
        const rows = named.length > 1 ? mostAlike(named) : [];
        return { parent, rows, spread: rows.map(() => []) };
      })
      .filter(({ rows }) => rows.length > 1);

  const cellTags = new Set(['td', 'th', 'tbody', 'thead', 'tfoot', 'head', 'body', 'optgroup']);
  const isTableHead = (row) => dom.tag(row) === 'tr' && childrenOf(row).length > 0 && childrenOf(row).every((cell) => dom.tag(cell) === 'th');
  const listsAmong = (parent) => {
    const children = childrenOf(parent).filter((child) => !cellTags.has(dom.tag(child)) && !isTableHead(child));
    if (children.length < 2) {
      return [];
    }
    const spread = spreadRows(parent, children);
    return spread ? [spread] : plainRows(parent, children);
  };

  // -- Lists in lists -------------------------------------------------------------------------------------------------

  const inkOf = (element) => dom.text(element).replace(/\s+/g, '').length;
  const ownText = (row, inner) => inkOf(row) - inner.reduce((sum, each) => sum + (dom.contains(row, each) ? inkOf(each) : 0), 0);
  // Cells of rows that say nothing themselves are the rows: a grid.
  const cellsOf = (list) => {
    const inner = list.rows.map((row) => rowsIn(row)[0]);
    if (list.rows.length < 2 || inner.filter(Boolean).length < list.rows.length * 0.6) {
      return null;
    }
    const kind = kindOf(inner.find(Boolean).rows[0]);
    const rows = list.rows.flatMap((row, i) => {
      const only = childrenOf(row).length === 1 ? childrenOf(row) : [];
      const found = inner[i]?.rows ?? only;
      return found.filter((each) => kindOf(each) === kind);
    });
    const bare = list.rows.every((row) => ownText(row, rows) === 0);
    return bare && rows.length > list.rows.length ? { parent: list.parent, rows, spread: rows.map(() => []) } : null;
  };

  const rowsIn = (row) =>
    Array.from([row, ...dom.list(row, '*')])
      .slice(0, 500)
      .flatMap(listsAmong)
      .filter(({ rows }) => rows.some((each) => textOf(each) !== ''))
      .sort((a, b) => textSize(b) - textSize(a));
  const textSize = ({ rows }) => rows.reduce((sum, row) => sum + textOf(row).length, 0);

  // -- Scores ---------------------------------------------------------------------------------------------------------

  const areaOf = (rows) =>
    rows.slice(0, 50).reduce((sum, row) => {
      const { width, height } = dom.rect(row);
      return sum + width * height;
    }, 0);
  const score = ({ rows, spread }) => {
    const sample = rows.slice(0, 30).map((row, i) => [row, ...spread[i]].map(textOf).join(' '));
    const length = sample.reduce((sum, text) => sum + text.length, 0) / sample.length;
    const distinct = new Set(sample).size / sample.length;
    const parts = rows.slice(0, 5).reduce((sum, row) => sum + Math.min(dom.list(row, '*').length, 20), 0) / Math.min(rows.length, 5);
    const area = Math.min(1, areaOf(rows) / (innerWidth * Math.max(innerHeight, 600) || 1));
    const place = (dom.closest(rows[0], frame) ? 0.25 : 1) * (rows.length > 2 ? 1 : 0.3);
    const filled = sample.filter((text) => text !== '').length / sample.length;
    return Math.log2(rows.length + 1) * Math.sqrt(Math.min(length, 120)) * (1 + Math.min(parts, 12) / 6) * distinct * filled * place * (0.4 + area);
  };

  const best = (lists) => [...lists].sort((a, b) => b.score - a.score);
  // Two sections with a list each are no list.
  const isPairOf = (list, lists) => list.rows.length < 3 && lists.some((inner) => inner.rows.length > 2 && dom.contains(list.parent, inner.parent) && inner.parent !== list.parent);
  const scored = (lists) => {
    const first = best(lists.map((list) => ({ ...list, score: score(list) }))).slice(0, mostLists);
    const all_ = best(first.map((list) => ({ ...list, score: Math.round(list.score * (isPairOf(list, first) ? 20 : 100)) / 100 })));
    return all_.filter(({ score: own }) => own >= all_[0].score * leastShare);
  };

  const isIn = (inner, outer) =>
    inner !== outer && outer.rows.length > 2 && outer.rows.some((row) => row !== inner.rows[0] && dom.contains(row, inner.rows[0]));

  const withCells = (lists) => {
    const grids = lists.map((list) => ({ list, cells: cellsOf(list) })).filter(({ cells }) => cells);
    const hollow = new Set(grids.map(({ list }) => list));
    const cells = new Set(grids.flatMap(({ cells: { rows } }) => rows));
    const covered = (list) => list.rows.every((row) => cells.has(row));
    return [...lists.filter((list) => !hollow.has(list) && !covered(list)), ...grids.map(({ cells: list }) => list)];
  };

  const all = (root = document) => {
    const elements = Array.from(dom.list(root, '*')).slice(0, mostElements);
    const lists = scored(withCells(elements.flatMap(listsAmong)));
    return best(lists.map((list) => ({ ...list, inner: lists.some((outer) => isIn(list, outer) && outer.score >= list.score * 0.5) })));
  };

  const holds = (list, element) =>
    list.rows.some((row, i) => dom.contains(row, element) || list.spread[i].some((sibling) => dom.contains(sibling, element)));
  const around = (element) => {
    const lists = [];
    for (let node = element; node; node = dom.composedParent(node)) {
      const parent = dom.composedParent(node);
      lists.push(...(parent ? listsAmong(parent) : []));
    }
    return best(scored(withCells(lists.filter((list) => holds(list, element)))).filter(({ rows }) => rows.length > 1));
  };

  foray.detectLists = { all, around, rowsIn: (row) => scored(rowsIn(row)), kindOf, classesOf, textOf, childrenOf };
})();
