// SPDX-License-Identifier: MIT
//
// foray.find(locator, {stage}) -> {element, by, selector, score, margin, healed, repaired?, tried, candidates, problem?}
//
//   locator: {target: {selectors, within, fingerprint}, scopes: [{name, elements, index}]}, outermost scope first
//   foray.find.meant(locator, element) -> for each selector, whether it means this element and no other
//   foray.find.all(locator) -> all elements it may mean, without waiting or healing
//   element: null when nothing is meant for certain; then foray.notFound(result) is the error that says why
//   tried: [{selector, elements, note}]; candidates: the nearest by fingerprint, [{element, score}]
//
// How an element is found, in this order: the selectors, each by itself; a vote of them; the fingerprint. The later, the more
// often wrong, so each has its stage, and foray.stage(watch) tells which one a search has reached.

(() => {
  'use strict';

  const { dom, error, describe, selectors } = foray;

  // A selector that matches nothing yet on a page that is still being built must not make way for a weaker one, so others than
  // the first wait until the document is quiet. The `atLatest` are for pages that never are: they still get their chance.
  const timing = {
    fallback: { quiet: 300, atLatest: 3000 },
    heal: { quiet: 1000, atLatest: 5000 },
  };
  // With them, 'Previous' (alike but for name and text) stays below what an element with new id and classes reaches.
  const healing = {
    threshold: 0.6, // least similarity for the fingerprint to decide
    margin: 0.1, // and how much more than the runner-up
    fallbackFloor: 0.4, // a later selector's match that is less like the recorded element is a stranger
    votes: 2,
  };

  const stages = ['first', 'fallback', 'heal'];
  const settled = (watch, { quiet, atLatest }) =>
    watch.age() >= atLatest || (dom.ready(document) === 'complete' && watch.quiet() >= quiet);
  const stage = (watch) => (settled(watch, timing.heal) ? 'heal' : settled(watch, timing.fallback) ? 'fallback' : 'first');
  // ms until the stage may be another one
  const untilNextStage = (watch) => {
    const waits = [timing.fallback, timing.heal].flatMap(({ quiet, atLatest }) => [
      quiet - watch.quiet(),
      atLatest - watch.age(),
    ]);
    return Math.min(...waits.filter((wait) => wait > 0), 1000) + 5;
  };

  // All elements of the first selector that matches any.
  const matches = (target, root) => {
    for (const selector of target.selectors ?? []) {
      const elements = selectors.all(selector, root);
      if (elements.length > 0) {
        return elements;
      }
    }
    return [];
  };

  // Where the selectors of a target start: the document, or the current element of the loop it is within.
  const rootOf = (target, scopes = []) => {
    if (!target.within) {
      return { root: document };
    }
    const position = scopes.findIndex((scope) => scope.name === target.within);
    if (position < 0) {
      throw error('invalid argument', `There is no surrounding loop named '${target.within}' to look within.`);
    }
    const { elements, index, name } = scopes[position];
    const outer = rootOf(elements, scopes.slice(0, position));
    const found = outer.root ? matches(elements, outer.root) : [];
    return found[index]
      ? { root: found[index] }
      : { problem: outer.problem ?? `The loop '${name}' is at element ${index + 1}, but ${found.length} are there now.` };
  };

  const textOf = (selector) => selectors.text(selector);
  const kindOf = (selector) => selectors.parse(String([].concat(selector).at(-1))).kind;

  const acceptable = (fingerprint, element, first) =>
    foray.agrees(fingerprint, element) &&
    (first || !fingerprint || foray.similarity(fingerprint, element) >= healing.fallbackFloor);

  const bySelector = (target, root, allowed, tried) => {
    for (const [i, selector] of allowed.entries()) {
      const elements = selectors.all(selector, root);
      const entry = { selector: textOf(selector), elements, note: '' };
      tried.push(entry);
      if (elements.length !== 1) {
        continue;
      }
      if (acceptable(target.fingerprint, elements[0], i === 0)) {
        return { element: elements[0], by: kindOf(selector), selector: textOf(selector), score: 1, margin: 1, healed: false };
      }
      entry.note = `it is not like the recorded <${foray.cut(String(target.fingerprint.tag), 30)}>`;
    }
    return null;
  };

  // The one element that most selectors have among their matches, though none means it alone.
  const byVote = (target, tried) => {
    const voters = tried.filter((entry) => entry.elements.length > 0);
    const votes = new Map();
    for (const element of voters.flatMap((entry) => entry.elements)) {
      votes.set(element, (votes.get(element) ?? 0) + 1);
    }
    const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
    if (
      !first ||
      first[1] < healing.votes ||
      first[1] * 2 <= voters.length ||
      first[1] === second?.[1] ||
      !acceptable(target.fingerprint, first[0], false)
    ) {
      return null;
    }
    const margin = (first[1] - (second?.[1] ?? 0)) / voters.length;
    return { element: first[0], by: 'vote', selector: '', score: first[1] / voters.length, margin, healed: true };
  };

  const byFingerprint = (target, root, result) => {
    if (!target.fingerprint) {
      return null;
    }
    result.candidates = foray.nearest(target.fingerprint, root).slice(0, 3);
    const [first, second] = result.candidates;
    const margin = first ? first.score - (second?.score ?? 0) : 0;
    if (!first || first.score < healing.threshold || margin < healing.margin) {
      return null;
    }
    return { element: first.element, by: 'fingerprint', selector: '', score: first.score, margin, healed: true };
  };

  // The target with selectors that mean the element as it is today, the old ones kept behind them.
  const repaired = (target, element, root) => {
    const fresh = foray.selectorsFor(element, root);
    const known = new Set(fresh.map(textOf));
    const old = (target.selectors ?? []).filter((selector) => !known.has(textOf(selector)));
    return { ...target, selectors: [...fresh, ...old], fingerprint: foray.fingerprint(element) };
  };

  const find = (locator, { stage: reached = 'heal' } = {}) => {
    const target = locator.target ?? {};
    const result = { element: null, tried: [], candidates: [], stage: reached };
    const { root, problem } = rootOf(target, locator.scopes);
    if (!root) {
      return { ...result, problem };
    }
    const all = target.selectors ?? [];
    if (all.length === 0 && !target.fingerprint) {
      return root instanceof Element
        ? { ...result, element: root, by: 'scope', selector: '', score: 1, margin: 1, healed: false }
        : { ...result, problem: 'The target has no selectors.' };
    }
    const level = stages.indexOf(reached);
    const found =
      bySelector(target, root, level > 0 ? all : all.slice(0, 1), result.tried) ??
      (level > 1 ? (byVote(target, result.tried) ?? byFingerprint(target, root, result)) : null);
    if (found?.healed) {
      found.repaired = repaired(target, found.element, root);
    }
    return { ...result, ...found };
  };

  const some = (elements) => elements.slice(0, 3).map(describe).join(', ') + (elements.length > 3 ? ', …' : '');
  const tellTried = ({ selector, elements, note }) => {
    const count =
      elements.length === 0
        ? 'no match'
        : elements.length === 1
          ? `${describe(elements[0])}, but ${note}`
          : `${elements.length} matches: ${some(elements)}`;
    return `'${foray.cut(selector, 200)}' (${count})`;
  };
  const notFound = ({ tried, candidates, problem }) => {
    if (problem) {
      return error('no such element', problem);
    }
    const ambiguous = tried.find((entry) => entry.elements.length > 1);
    const details = { tried: tried.map(({ selector, elements }) => ({ selector, count: elements.length })) };
    if (ambiguous && tried.length === 1) {
      const { selector, elements } = ambiguous;
      return error(
        'ambiguous element',
        `ambiguous element: '${foray.cut(selector, 200)}' matches ${elements.length} elements: ` +
          `${some(elements)}; make it more specific`,
        details,
      );
    }
    const near = candidates.map(({ element, score }) => `${describe(element)} (${Math.round(score * 100)} % alike)`);
    const nearest = near.length
      ? ` Nearest: ${near.join(', ')}; to be taken for it, an element must be ${healing.threshold * 100} % alike and ` +
        `${healing.margin * 100} % more than any other.`
      : '';
    const none = tried.length > 0 && tried.every(({ elements }) => elements.length === 0);
    const what = none
      ? `no element matches ${tried.map(({ selector }) => `'${foray.cut(selector, 200)}'`).join(' or ')}.`
      : `no element is meant for certain; tried ${tried.map(tellTried).join(', ') || 'the fingerprint'}.`;
    return error(ambiguous ? 'ambiguous element' : 'no such element', what + nearest, details);
  };

  const report = ({ by, selector, score, margin, healed, repaired: target }) => ({
    by,
    selector,
    score,
    margin,
    healed,
    ...(target ? { repaired: target } : {}),
  });

  // What a first look says, without waiting; strangers that only a later selector finds do not count.
  foray.methods.probe = (locator) => {
    const target = locator.target ?? {};
    const { root } = rootOf(target, locator.scopes);
    const all = target.selectors ?? [];
    let elements = root instanceof Element && all.length === 0 ? [root] : [];
    for (let i = 0; root && i < all.length && elements.length === 0; i++) {
      elements = selectors.all(all[i], root).filter((element) => acceptable(target.fingerprint, element, i === 0));
    }
    const first = elements[0];
    return {
      count: elements.length,
      visible: Boolean(first) && foray.state.visible(first),
      enabled: Boolean(first) && foray.state.enabled(first),
    };
  };

  // All elements a locator may mean, for what takes many: those of the first selector that matches any.
  find.all = (locator) => {
    const target = locator.target ?? {};
    const { root, problem } = rootOf(target, locator.scopes);
    if (!root) {
      throw error('no such element', problem);
    }
    return target.selectors?.length ? matches(target, root) : root instanceof Element ? [root] : [];
  };

  // For each selector, whether it means this element and no other.
  find.meant = ({ target = {}, scopes }, element) => {
    const { root } = rootOf(target, scopes);
    const means = (selector) => {
      const elements = root ? selectors.all(selector, root) : [];
      return elements.length === 1 && elements[0] === element;
    };
    return (target.selectors ?? []).map(means);
  };

  foray.find = find;
  foray.notFound = notFound;
  foray.found = report;
  foray.stage = stage;
  foray.untilNextStage = untilNextStage;
})();
