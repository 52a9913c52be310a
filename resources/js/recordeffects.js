// SPDX-License-Identifier: MIT
//
// What an action causes in this document, as the narrowest wait condition that explains it, with its evidence.
//
//   foray.effects.set(on); .flush() before an action: the one before is over; .begin(n, continues) action n has been told
//   foray.effects.changes() -> how many mutations there have been, for telling whether something follows the pointer
//   foray.effects.since() -> {touched: [Element], removed: [{element, parent}]} by the action under way
//   up: {effects: {n, time, conditions: [condition as in a plan file, with its evidence as inferred]}}; again when more has happened
//
// Nothing is kept of a page before it is touched: the mutations themselves tell what was there. What changes while nobody acts
// (clocks, adverts) explains nothing.

(() => {
  'use strict';

  const { dom, squash } = foray;
  const { kindOf, sameKind, cssOf } = foray.rows;

  const soon = 50; // ms after a change until it is looked at, if the page has nothing to do
  const quiet = 400; // ms without a change after which what has happened is told
  const longest = 10000; // ms in which a change may still be due to the action
  const tooOften = 3; // changes by itself, after which an element explains nothing
  const most = 3000; // nodes looked at for one action
  const observed = {
    childList: true,
    subtree: true,
    characterData: true,
    characterDataOldValue: true,
    attributes: true,
    attributeOldValue: true,
    attributeFilter: ['hidden', 'style', 'class', 'open', 'aria-hidden', 'type'],
  };

  let on = false;
  let observer = null;
  let roots = new WeakSet();
  let changes = 0;
  let version = 0; // another one where selectors may mean something else
  let idleChanges = new WeakMap(); // element -> how often it has changed while nobody acted
  let log = null; // of the action under way
  let timer = 0;

  const newLog = () => ({ n: 0, time: performance.now(), last: 0, nodes: 0, lists: new Map(), texts: new Map(), shown: new Set(), told: 'null', found: null, isNew: false });

  // Noting ------------------------------------------------------------------------------------------------------------

  const listOf = (parent) => {
    if (!log.lists.has(parent)) {
      log.lists.set(parent, { added: new Set(), removed: new Set() });
    }
    return log.lists.get(parent);
  };

  function noteChildren({ target, addedNodes, removedNodes }) {
    const all = [...addedNodes, ...removedNodes];
    log.nodes += all.length;
    if (all.every((node) => node instanceof CharacterData)) {
      noteText(target);
      return;
    }
    const list = listOf(target);
    for (const node of removedNodes) {
      if (node instanceof Element && !list.added.delete(node)) {
        list.removed.add(node);
      }
    }
    for (const node of addedNodes) {
      if (node instanceof Element) {
        list.added.add(node);
      }
    }
  }

  function noteText(element, before) {
    if (element instanceof Element && !isRestless(element) && !log.texts.has(element)) {
      log.texts.set(element, before ?? '');
    }
  }

  const hiddenBefore = ({ attributeName, oldValue }) =>
    attributeName === 'hidden' || attributeName === 'aria-hidden'
      ? oldValue !== null && oldValue !== 'false'
      : attributeName === 'open'
        ? oldValue === null
        : attributeName === 'style' && /display:\s*none|visibility:\s*hidden/.test(oldValue ?? '');

  function note(record) {
    if (record.type === 'childList') {
      noteChildren(record);
    } else if (record.type === 'characterData') {
      noteText(dom.parent(record.target), record.oldValue);
    } else if (hiddenBefore(record)) {
      log.shown.add(record.target);
    }
  }

  const elementOf = (node) => (node instanceof Element ? node : dom.parent(node));

  function idle(records) {
    foray.hover.changed(records);
    for (const element of new Set(records.slice(0, 500).map(({ target }) => elementOf(target)))) {
      if (element instanceof Element) {
        idleChanges.set(element, (idleChanges.get(element) ?? 0) + 1);
      }
    }
  }
  const isRestless = (element) => (idleChanges.get(element) ?? 0) >= tooOften;

  function mutated(records) {
    changes += records.length;
    if (records.some(({ type, attributeName }) => type !== 'attributes' || attributeName === 'class')) {
      version += 1;
      foray.targets.changed();
    }
    foray.secrets.changed(records);
    watchShadows(records);
    if (!log || performance.now() - log.time > longest) {
      idle(records);
      return;
    }
    for (const record of records) {
      if (log.nodes < most && !isRestless(elementOf(record.target)) && !elementOf(record.target)?.isContentEditable) {
        note(record);
      }
    }
    log.last = performance.now();
    log.isNew = true;
    explainSoon();
    clearTimeout(timer);
    timer = setTimeout(conclude, quiet);
  }

  // While the page has nothing to do, so that the next press of a button finds it done.
  let isExplaining = false;
  function explainSoon() {
    if (!isExplaining) {
      isExplaining = true;
      setTimeout(() => requestIdleCallback(explainNow, { timeout: quiet }), soon);
    }
  }
  function explainNow() {
    isExplaining = false;
    explained();
  }

  function watchShadows(records) {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Element) {
          foray.shadowRoots(node).forEach(watch);
        }
      }
    }
  }
  function watch(root) {
    if (!roots.has(root)) {
      roots.add(root);
      observer.observe(root, observed);
    }
  }

  // Concluding --------------------------------------------------------------------------------------------------------

  const areRows = (parent, kind) => {
    let count = 0;
    for (const each of dom.childrenOf(parent)) {
      count += kindOf(each) === kind ? 1 : 0;
      if (count > 2) {
        return true;
      }
    }
    return false;
  };
  const isShown = (element) => {
    const { width, height } = dom.rect(element);
    return dom.connected(element) && width > 0 && height > 0;
  };

  const groupBy = (elements) => {
    const groups = new Map();
    for (const element of elements) {
      const kind = kindOf(element);
      groups.set(kind, [...(groups.get(kind) ?? []), element]);
    }
    return groups;
  };

  // Rows that came in the place of others, or beside others.
  function listChanges() {
    const found = [];
    for (const [parent, { added, removed }] of log.lists) {
      if (!dom.connected(parent)) {
        continue;
      }
      const gone = groupBy(removed);
      for (const [kind, rows] of groupBy([...added].filter(dom.connected))) {
        const before = gone.get(kind)?.length ?? 0;
        const others = sameKind(parent, kind).length - rows.length;
        if (before > 0 && rows.length + before > 2) {
          found.push({ parent, kind, rows: rows.length, what: 'identity', words: `${rows.length} × ${kind} replaced` });
        } else if (before === 0 && others > 0) {
          found.push({ parent, kind, rows: rows.length, what: 'count', words: `${rows.length} × ${kind} added` });
        }
      }
    }
    return found.sort((a, b) => b.rows - a.rows);
  }

  // A container that was replaced whole: its rows are new, too.
  function innerRows(element) {
    let best = null;
    for (const parent of [element, ...dom.all(element, '*')].slice(0, 500)) {
      for (const [kind, rows] of groupBy(dom.childrenOf(parent))) {
        if (rows.length > 1 && rows.length > (best?.rows ?? 1)) {
          best = { parent, kind, rows: rows.length, what: 'identity', words: `${rows.length} × ${kind} replaced` };
        }
      }
    }
    return best;
  }
  function replacedContainers() {
    return [...log.lists]
      .filter(([, { removed }]) => removed.size > 0)
      .flatMap(([, { added }]) => [...added].filter(dom.connected).map(innerRows))
      .filter(Boolean);
  }

  // The first changed text that a selector finds first: in rows "li.commit h4", else the element's own CSS.
  function textChange() {
    const changed = [...log.texts.keys()].filter((element) => isShown(element) && squash(dom.text(element)) !== squash(log.texts.get(element)));
    changed.sort((a, b) => (dom.position(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    for (const element of changed.slice(0, 20)) {
      for (let row = element; row instanceof Element && dom.parent(row); row = dom.parent(row)) {
        const kind = kindOf(row);
        if (areRows(dom.parent(row), kind)) {
          const selector = row === element ? kind : `${kind} ${kindOf(element)}`;
          if (dom.list(document, selector)[0] === element) {
            return { selector, words: `the text of the first ${selector} changed, and ${changed.length - 1} more` };
          }
        }
      }
    }
    const [first] = changed;
    const selector = first ? cssOf(first) : '';
    return selector ? { selector, words: `the text of ${selector} changed` } : null;
  }

  function appeared() {
    const added = [...log.lists.values()].flatMap((list) => [...list.added]);
    const shown = [...added, ...log.shown].filter((element) => isShown(element) && !dom.matches(element, 'script,style,link,meta,br'));
    const area = (element) => dom.rect(element).width * dom.rect(element).height;
    const areas = new Map(shown.map((element) => [element, area(element)]));
    const best = shown.sort((a, b) => areas.get(b) - areas.get(a)).find(cssOf);
    return best ? { selector: cssOf(best), words: `${foray.cut(foray.describe(best), 80)} appeared` } : null;
  }

  function afterWhat() {
    const entries = performance.getEntriesByType('resource').filter(({ initiatorType, startTime, responseEnd }) =>
      ['fetch', 'xmlhttprequest'].includes(initiatorType) && startTime >= log.time - 50 && responseEnd > 0);
    const last = entries.at(-1);
    return last ? `, by ${new URL(last.name).pathname}` : '';
  }

  function explanation() {
    const list = listChanges()[0] ?? replacedContainers()[0];
    const selector = list && foray.rows.selector(list.parent, list.kind);
    if (selector) {
      return { type: 'changed', selector, what: list.what, words: list.words };
    }
    const text = textChange();
    const shown = appeared();
    if (shown && !(text && / \S/.test(text.selector))) {
      return { type: 'selector', selector: shown.selector, state: 'visible', words: shown.words };
    }
    return text && { type: 'changed', what: 'text', ...text };
  }

  function explained() {
    if (log?.isNew) {
      log.isNew = false;
      log.found = log.nodes || log.texts.size || log.shown.size ? explanation() : null;
    }
    return log?.found ?? null;
  }

  function conclude() {
    clearTimeout(timer);
    if (!log?.n || !on) {
      return;
    }
    const found = explained();
    const conditions = [];
    if (found) {
      const { words, ...condition } = found;
      const after = Math.max(0, Math.round(log.last - log.time));
      conditions.push({ ...condition, inferred: `${words} ${after} ms after the action${afterWhat()}` });
    }
    const essence = JSON.stringify(found);
    if (essence !== log.told && conditions.length) {
      log.told = essence;
      foray.frames.tellUp({ effects: { n: log.n, time: performance.timeOrigin + log.last, conditions } });
    }
  }

  // -------------------------------------------------------------------------------------------------------------------

  foray.effects = {
    set(state) {
      on = state;
      observer?.disconnect();
      clearTimeout(timer);
      log = null;
      if (on) {
        roots = new WeakSet();
        idleChanges = new WeakMap();
        observer = new MutationObserver(mutated);
        watch(document);
        foray.shadowRoots(document).forEach(watch);
      }
    },
    flush() {
      mutatedSoFar();
      conclude();
      log = newLog();
    },
    // continues: the same again, such as the next letter; what follows from it follows from the whole.
    begin(n, continues) {
      if (continues && log) {
        log.time = performance.now();
      } else if (!log || log.n) {
        mutatedSoFar();
        conclude();
        log = newLog();
      }
      log.n = n;
      clearTimeout(timer);
      timer = setTimeout(conclude, quiet);
    },
    changes: () => changes,
    version: () => version,
    isOn: () => on,
    // What has changed since the action under way began.
    since: () => ({
      touched: log ? [...log.lists.keys(), ...log.texts.keys(), ...log.shown] : [],
      removed: [...(log?.lists ?? [])].flatMap(([parent, { removed }]) => [...removed].map((element) => ({ element, parent }))),
    }),
  };

  function mutatedSoFar() {
    const records = observer?.takeRecords() ?? [];
    if (records.length) {
      mutated(records);
    }
  }
})();
