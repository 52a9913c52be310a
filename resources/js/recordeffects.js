// SPDX-License-Identifier: MIT
//
// What an action causes in this document, as the narrowest wait condition that explains it, with its evidence.
//
//   foray.effects.set(on); .flush() before an action: the one before is over; .begin(n, continues) action n has been told
//   foray.effects.changes() -> how many mutations there have been, for telling whether something follows the pointer
//   foray.effects.since() -> {touched: [Element], removed: [{element, parent}]} by the action under way
//   up: {effects: {n, time, conditions: [condition as in a plan file, with its evidence as inferred]}}; again when more has happened
//
// The mutations themselves tell what was there, recordsight.js what of it could be seen, recordreasons.js what to make of that.
// What changes while nobody acts (clocks, adverts) explains nothing.

(() => {
  'use strict';

  const { dom } = foray;

  const soon = 50; // ms after a change until it is looked at, if the page has nothing to do
  const quiet = 400; // ms without a change after which what has happened is told
  const longest = 10000; // ms in which a change may still be due to the action
  const tooOften = 3; // changes by itself, after which an element explains nothing
  const most = 3000; // nodes looked at for one action
  const mostTouched = 1000; // elements of which texts, or attributes, are followed
  const mostAtOnce = 400; // nodes of a kind that come or go together: the first ones tell what they are
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

  const newLog = () => ({
    n: 0,
    time: performance.now(),
    last: 0,
    nodes: 0,
    lists: new Map(), // parent -> {added, removed}
    passed: new Map(), // what came and went -> the parent that it had
    texts: new Map(), // element -> the text before
    toggled: new Map(), // element -> {times, hidden: at some time, by what its attributes said}
    before: foray.sight.now(log ? [...log.toggled.keys(), ...[...log.lists.values()].flatMap(({ added }) => [...added])] : []),
    told: 'null',
    found: null,
    isNew: false,
  });

  // Noting ------------------------------------------------------------------------------------------------------------

  const listOf = (parent) => {
    if (!log.lists.has(parent)) {
      log.lists.set(parent, { added: new Set(), removed: new Set(), more: 0 }); // more: added, but not looked at
    }
    return log.lists.get(parent);
  };

  const isText = (node) => node instanceof CharacterData;

  function noteChildren({ target, addedNodes, removedNodes }) {
    const added = Array.prototype.slice.call(addedNodes, 0, mostAtOnce);
    const removed = Array.prototype.slice.call(removedNodes, 0, mostAtOnce);
    log.nodes += added.length + removed.length;
    if (added.every(isText) && removed.every(isText)) {
      noteText(target, removed.map(dom.text).join(''));
      return;
    }
    const list = listOf(target);
    for (const node of removed) {
      if (node instanceof Element && list.added.delete(node)) {
        log.passed.set(node, target);
      } else if (node instanceof Element) {
        list.removed.add(node);
      }
    }
    for (const node of added) {
      if (node instanceof Element) {
        list.added.add(node);
      }
    }
    list.more += Math.max(0, addedNodes.length - mostAtOnce);
  }

  function noteText(element, before) {
    if (element instanceof Element && log.texts.size < mostTouched && !isRestless(element) && !log.texts.has(element)) {
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
    } else if (log.toggled.size < mostTouched) {
      const { times = 0, hidden = false } = log.toggled.get(record.target) ?? {};
      log.toggled.set(record.target, { times: times + 1, hidden: hidden || hiddenBefore(record) });
    }
  }

  const elementOf = (node) => (node instanceof Element ? node : dom.parent(node));

  function idle(records) {
    foray.hover.changed(records);
    if (dom.ready(document) === 'loading') {
      return; // it is being read
    }
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
      if (records.some(({ type }) => type !== 'characterData')) {
        foray.sight.look();
      }
      return;
    }
    for (const record of records) {
      const element = elementOf(record.target);
      const isLook = record.type === 'attributes' && foray.hover.isAnswer(element); // of what the pointer has come over
      if (log.nodes < most && !isRestless(element) && !element?.isContentEditable && !isLook) {
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
    for (const { target, addedNodes } of records) {
      if (addedNodes.length > mostAtOnce) {
        foray.shadowRoots(target).forEach(watch); // one search instead of many
        continue;
      }
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

  function afterWhat() {
    const entries = performance.getEntriesByType('resource').filter(({ initiatorType, startTime, responseEnd }) =>
      ['fetch', 'xmlhttprequest'].includes(initiatorType) && startTime >= log.time - 50 && responseEnd > 0);
    const last = entries.at(-1);
    return last ? `, by ${new URL(last.name).pathname}` : '';
  }

  function explained() {
    if (log?.isNew) {
      log.isNew = false;
      log.found = log.nodes || log.texts.size || log.toggled.size ? foray.reasonFor(log) : null;
    }
    return log?.found ?? null;
  }

  function conclude() {
    clearTimeout(timer);
    if (!on) {
      return;
    }
    foray.sight.look();
    if (!log?.n) {
      return;
    }
    log.isNew = log.isNew || (!log.found && log.toggled.size > 0); // what fades is gone only when it has faded
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
      foray.sight.forget();
      if (on) {
        roots = new WeakSet();
        idleChanges = new WeakMap();
        observer = new MutationObserver(mutated);
        watch(document);
        foray.shadowRoots(document).forEach(watch);
        foray.sight.look();
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
      touched: log ? [...log.lists.keys(), ...log.texts.keys(), ...log.toggled.keys()] : [],
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
