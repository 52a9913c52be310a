// SPDX-License-Identifier: MIT
//
// foray.reasonFor(log) -> the narrowest condition that is true after an action and was not before, with its evidence as `words`; null
// where nothing explains it. The log is that of recordeffects.js.

(() => {
  'use strict';

  const { dom, squash } = foray;
  const { kindOf, cssOf } = foray.rows;

  const rowLike = /^(li|tr|dt|dd|option|article)$|\./;
  const unseen = 'script,style,link,meta,br,template';
  const isSeen = (element) => !dom.matches(element, unseen);
  const { visible } = foray.state;

  // Lists -------------------------------------------------------------------------------------------------------------

  const areRows = (parent, kind) => {
    const children = dom.childrenOf(parent);
    for (let i = 0, count = 0; i < children.length; ++i) {
      count += kindOf(children[i]) === kind ? 1 : 0;
      if (count > 2) {
        return true;
      }
    }
    return false;
  };
  const countOf = (parent, kind) =>
    parent instanceof Element ? dom.list(parent, `:scope > ${kind}`).length : foray.rows.sameKind(parent, kind).length;

  // kind -> how many
  const kindsOf = (elements) => {
    const kinds = new Map();
    for (const element of elements) {
      const kind = kindOf(element);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    return kinds;
  };

  const grown = (parent, kind, rows, before, all) =>
    before > 0
      ? rows + before > 2 && { parent, kind, rows, what: 'identity', words: `${rows} × ${kind} replaced` }
      : all > rows && { parent, kind, rows, what: 'count', words: `${rows} × ${kind} added` };

  // Rows that came in the place of others, or beside others, or went from among others.
  function listChanges(log) {
    const found = [];
    for (const [parent, { added, removed, more }] of log.lists) {
      if (!dom.connected(parent)) {
        continue;
      }
      const gone = kindsOf(removed);
      const come = kindsOf([...added].filter(dom.connected));
      for (const [kind, count] of come) {
        const rows = more ? Math.min(count + more, countOf(parent, kind)) : count;
        found.push(grown(parent, kind, rows, gone.get(kind) ?? 0, countOf(parent, kind)));
      }
      for (const [kind, rows] of gone) {
        if (!come.has(kind) && rowLike.test(kind) && countOf(parent, kind) > 0) {
          found.push({ parent, kind, rows, what: 'count', words: `${rows} × ${kind} removed` });
        }
      }
    }
    return found.filter(Boolean).sort((a, b) => b.rows - a.rows);
  }

  // A container that was replaced whole: its rows are new, too.
  function innerRows(element) {
    let best = null;
    for (const parent of [element, ...Array.prototype.slice.call(dom.list(element, '*'), 0, 500)]) {
      for (const [kind, rows] of kindsOf(Array.prototype.slice.call(dom.childrenOf(parent), 0, 500))) {
        if (rows > 1 && rows > (best?.rows ?? 1)) {
          best = { parent, kind, rows, what: 'identity', words: `${rows} × ${kind} replaced` };
        }
      }
    }
    return best;
  }
  const replacedContainers = (log) =>
    [...log.lists.values()]
      .filter(({ removed }) => removed.size > 0)
      .flatMap(({ added }) => [...added].filter(dom.connected).slice(0, 20).map(innerRows))
      .filter(Boolean);

  function rowReason(log) {
    const list = listChanges(log)[0] ?? replacedContainers(log)[0];
    const selector = list && foray.rows.selector(list.parent, list.kind);
    return selector ? { type: 'changed', selector, what: list.what, words: list.words } : null;
  }

  // Texts -------------------------------------------------------------------------------------------------------------

  const textOf = (element) => squash(dom.text(element));

  // The first changed text that a selector finds first: in rows "li.commit h4", else the element's own CSS.
  function textReason(log) {
    const isOther = (element) =>
      dom.connected(element) && textOf(element) !== squash(log.texts.get(element)) && (visible(element) || (!textOf(element) && log.before.wasShown(element)));
    const changed = [...log.texts.keys()].filter(isOther);
    changed.sort((a, b) => (dom.position(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    for (const element of changed.slice(0, 20)) {
      for (let row = element; row instanceof Element && dom.parent(row); row = dom.parent(row)) {
        const kind = kindOf(row);
        if (areRows(dom.parent(row), kind)) {
          const selector = row === element ? kind : `${kind} ${kindOf(element)}`;
          if (dom.list(document, selector)[0] === element) {
            return { type: 'changed', what: 'text', selector, words: `the text of the first ${selector} changed, and ${changed.length - 1} more` };
          }
        }
      }
    }
    const [first] = changed;
    const selector = first ? cssOf(first) : '';
    return selector ? { type: 'changed', what: 'text', selector, words: `the text of ${selector} changed` } : null;
  }

  // What came into sight, and what went out of it ----------------------------------------------------------------------

  const named = (element) => foray.cut(foray.describe(element), 80);

  // Also what an ancestor's class shows.
  function uncovered({ before, toggled }) {
    const isIn = (element) => element && (toggled.has(element) || isIn(dom.composedParent(element)));
    return toggled.size === 0 ? [] : [...before.hidden].slice(0, 500).filter(isIn);
  }

  const hadAnother = ({ lists, before }, element) =>
    [...(lists.get(dom.parent(element))?.removed ?? [])].some((each) => kindOf(each) === kindOf(element) && !before.wasHidden(each));

  function appearance(log) {
    const added = [...log.lists.values()].flatMap((list) => [...list.added]);
    const marked = [...log.toggled].filter(([, { hidden }]) => hidden).map(([element]) => element);
    const all = new Set([...added, ...marked, ...uncovered(log)]);
    const shown = [...all].filter((element) => isSeen(element) && visible(element) && !log.before.wasShown(element));
    const area = (element) => dom.rect(element).width * dom.rect(element).height;
    const areas = new Map(shown.map((element) => [element, area(element)]));
    const best = shown.sort((a, b) => areas.get(b) - areas.get(a)).find(cssOf);
    if (!best) {
      return null;
    }
    const selector = cssOf(best);
    return hadAnother(log, best)
      ? { type: 'changed', what: 'identity', selector, words: `${named(best)} came in the place of another` }
      : { type: 'selector', selector, state: 'visible', words: `${named(best)} appeared` };
  }

  // What is no longer in the document has no selector of its own; what its parent is called tells it, if nothing else is called so.
  function cssOfGone(element, parent) {
    if (!dom.connected(parent) || dom.rootOf(parent) !== document) {
      return '';
    }
    const id = dom.id(element);
    const own = foray.anchors.stableWord(id) ? `#${CSS.escape(id)}` : kindOf(element);
    const above = parent === dom.body(document) ? 'body' : parent instanceof Element ? cssOf(parent) : '';
    return [...(/[#.]/.test(own) ? [own] : []), ...(above ? [`${above} > ${own}`] : [])].find((css) => dom.list(document, css).length === 0) ?? '';
  }

  function removal(log) {
    for (const [parent, { removed }] of log.lists) {
      for (const element of [...removed].slice(0, 20)) {
        const isGone = !dom.connected(element) && isSeen(element) && !log.before.wasHidden(element);
        const selector = isGone ? cssOfGone(element, parent) : '';
        if (selector) {
          return { type: 'selector', selector, state: 'detached', words: `${named(element)} was removed` };
        }
      }
    }
    return null;
  }

  const hiddenReason = (element, words) => ({ type: 'selector', selector: cssOf(element), state: 'hidden', words: `${named(element)} ${words}` });

  function disappearance(log) {
    const gone = [...log.toggled.keys()].find((element) => dom.connected(element) && log.before.wasShown(element) && !visible(element) && cssOf(element));
    return gone ? hiddenReason(gone, 'was hidden') : null;
  }

  // Such as a spinner. That it is hidden was true before as well: this is for where nothing else tells that it has come and gone.
  function passage(log) {
    const isBack = ([element, { times }]) => dom.connected(element) && times > 1 && log.before.wasHidden(element) && !visible(element) && cssOf(element);
    const [toggled] = [...log.toggled].find(isBack) ?? [];
    if (toggled) {
      return hiddenReason(toggled, 'came and went');
    }
    for (const [element, parent] of [...log.passed].slice(0, 20)) {
      const selector = !dom.connected(element) && isSeen(element) ? cssOfGone(element, parent) : '';
      if (selector) {
        return { type: 'selector', selector, state: 'detached', words: `${named(element)} came and went` };
      }
    }
    return null;
  }

  foray.reasonFor = (log) => {
    const rows = rowReason(log);
    if (rows) {
      return rows;
    }
    const text = textReason(log);
    const shown = appearance(log);
    if (shown && !(text && / \S/.test(text.selector))) {
      return shown;
    }
    return text ?? disappearance(log) ?? removal(log) ?? passage(log);
  };
})();
