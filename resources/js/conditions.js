// SPDX-License-Identifier: MIT
//
// The conditions of a `wait_for` that the document answers: selector, changed and text (as engine/plan/condition.h writes them).
//
//   methods.snapshot({conditions}) -> [{documentId, count, text, identity}], one per condition: what it sees now
//   methods.waitFor({conditions, before}, signal) -> {waited} in ms, once all hold; `before` is snapshot's answer, perhaps of an
//       earlier document; rejects with the reason "timeout" telling what each one last saw
//   methods.look({conditions, before}) -> [{holds, seen}], seen in words
//   methods.pageFingerprint() -> a short hash of what the document shows
//   foray.hash(text) -> a short hash

(() => {
  'use strict';

  const { dom, error, squash, cut, selectors, state } = foray;
  const slowest = 500; // ms; what no event tells of, such as a field's value set by a script, is looked for so often

  // Which element is the same as before: numbers that never return within a document.
  const identities = new WeakMap();
  let nextIdentity = 1;
  const identityOf = (element) => {
    if (!element) {
      return 0;
    }
    if (!identities.has(element)) {
      identities.set(element, nextIdentity++);
    }
    return identities.get(element);
  };

  const found = (condition) => (condition.selector ? selectors.all(condition.selector) : [dom.body(document)].filter(Boolean));
  const shownText = (element) => squash(element instanceof HTMLElement ? dom.innerText(element) : dom.text(element));
  // Unlike innerText it needs no layout, and a row's text can have changed while it is out of sight.
  const changedText = (element) => (element ? cut(dom.text(element).trim(), 10000) : null);

  const snapshotOf = (condition) => {
    const elements = condition.type === 'changed' ? found(condition) : [];
    return {
      documentId: foray.documentId,
      count: elements.length,
      text: changedText(elements[0]),
      identity: identityOf(elements[0]),
    };
  };

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const compare = { '>=': (a, b) => a >= b, '==': (a, b) => a === b, '<=': (a, b) => a <= b };

  const selectorHolds = (condition) => {
    const elements = found(condition);
    const wanted = condition.state ?? 'visible';
    const visible = wanted === 'attached' || wanted === 'detached' ? 0 : elements.filter(state.visible).length;
    const none = wanted === 'hidden' || wanted === 'detached';
    const those = { attached: elements.length, detached: elements.length, visible, hidden: visible }[wanted];
    if (those === undefined) {
      throw error(
        'invalid argument',
        `There is no state '${cut(String(wanted), 40)}'; there are attached, visible, hidden, detached.`,
      );
    }
    const operator = condition.operator ?? '>=';
    // hidden with a count asks how many are hidden; else that none is visible.
    const counted = wanted === 'hidden' ? elements.length - visible : those;
    const holds =
      typeof condition.count === 'number'
        ? Boolean(compare[operator]?.(counted, condition.count))
        : none
          ? those === 0
          : those >= 1;
    const seen =
      wanted === 'attached' || wanted === 'detached' || elements.length === 0
        ? `${plural(elements.length, 'element')} match${elements.length === 1 ? 'es' : ''}`
        : `${plural(elements.length, 'element')}, ${visible || 'none'} visible`;
    return { holds, seen };
  };

  const changedHolds = (condition, before) => {
    const now = snapshotOf(condition);
    const newDocument = before.documentId !== now.documentId;
    switch (condition.what ?? 'text') {
      case 'count':
        return { holds: now.count !== before.count, seen: `${plural(now.count, 'element')}, before ${before.count}` };
      case 'identity':
        return {
          holds: now.identity !== 0 && (newDocument || now.identity !== before.identity),
          seen: now.identity === 0 ? '0 elements match' : 'the first element is the same as before',
        };
    }
    return {
      holds: now.text !== null && now.text !== before.text,
      seen: now.text === null ? '0 elements match' : `text is still '${cut(squash(now.text), 80)}'`,
    };
  };

  const pattern = (text) => {
    try {
      return new RegExp(text);
    } catch {
      throw error('invalid argument', `'${cut(text, 80)}' is no regular expression.`);
    }
  };
  const textHolds = (condition) => {
    const texts = found(condition).map(shownText);
    const wanted = condition.match === 'regex' ? pattern(condition.text) : squash(condition.text);
    const fits = {
      contains: (text) => text.includes(wanted),
      equals: (text) => text === wanted,
      regex: (text) => wanted.test(text),
    };
    const holds = texts.some(fits[condition.match ?? 'contains'] ?? fits.contains);
    return { holds, seen: texts.length === 0 ? '0 elements match' : `text is '${cut(texts[0], 80)}'` };
  };

  const look = (condition, before) => {
    switch (condition.type) {
      case 'selector':
        return selectorHolds(condition);
      case 'changed':
        return changedHolds(condition, before);
      case 'text':
        return textHolds(condition);
    }
    throw error('invalid argument', `The document cannot answer a condition of type '${cut(String(condition.type), 40)}'.`);
  };
  const lookAll = (conditions, before) => conditions.map((condition, i) => look(condition, before[i]));
  // Without a snapshot 'changed' is against now.
  const baseline = (conditions, before) => conditions.map((condition, i) => before?.[i] ?? snapshotOf(condition));

  const waitFor = async ({ conditions, before }, signal) => {
    const from = baseline(conditions, before);
    const watch = foray.watch(signal);
    let seen = [];
    try {
      while (!signal?.aborted) {
        seen = lookAll(conditions, from);
        if (seen.every(({ holds }) => holds)) {
          return { waited: Math.round(watch.age()) };
        }
        await watch.changed(slowest);
      }
    } finally {
      watch.stop();
    }
    // Which one it is needs saying only where there are several.
    const name = ({ selector, text }) => (conditions.length > 1 ? `'${cut(selector || text, 100)}': ` : '');
    const missing = seen.flatMap(({ holds, seen: last }, i) => (holds ? [] : name(conditions[i]) + last));
    throw error(signal.reason === 'timeout' ? 'timeout' : 'cancelled', cut(missing.join('; '), 1000));
  };

  // cyrb53, a public-domain string hash: 53 bits, quick, good enough to tell pages apart.
  const hash = (text) => {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
  };
  const pageFingerprint = () => {
    const body = dom.body(document);
    const text = body instanceof HTMLElement ? squash(dom.innerText(body).slice(0, 2000000)) : '';
    const inShadow = foray
      .shadowRoots(document)
      .map((root) => squash(dom.text(root)))
      .join(' ');
    const media = dom
      .all(document, 'img[src],a[href]')
      .slice(0, 20000)
      .map((element) => dom.attr(element, 'src') ?? dom.attr(element, 'href'))
      .join(' ');
    return hash(`${text}\n${inShadow.slice(0, 1000000)}\n${media}`);
  };

  foray.hash = hash;
  Object.assign(foray.methods, {
    snapshot: ({ conditions }) => conditions.map(snapshotOf),
    look: ({ conditions, before }) => lookAll(conditions, baseline(conditions, before)),
    waitFor,
    pageFingerprint,
  });
})();
