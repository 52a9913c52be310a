// SPDX-License-Identifier: MIT
//
// What an action has changed that had the same address answer with a new document: what the old one held is told when it goes,
// and the new one is asked for the difference.
//
//   up: {outline: [[kind, count, hash of the first one's text or ""]]}; kind: CSS, such as "li.row" or "li.row > h4"
//   methods.sinceOutline({outline}, signal) -> {conditions} as in a plan file, with their evidence; as soon as the document is quiet
//       or the person goes on

(() => {
  'use strict';

  const { dom, squash, cut } = foray;

  const most = 10000; // elements looked at
  const mostKinds = 500;
  const quiet = 400; // ms without a change after which the document is what it is
  const longest = 5000; // ms
  const unseen = new Set(['script', 'style', 'link', 'meta', 'br', 'noscript', 'template']);
  const hands = ['pointerdown', 'keydown'];

  const ownKind = (element) =>
    foray.anchors.stableWord(dom.id(element)) ? `#${CSS.escape(dom.id(element))}` : foray.rows.kindOf(element);
  const kindOf = (element, parent = dom.parent(element)) => {
    const own = ownKind(element);
    return /[#.]/.test(own) || !(parent instanceof Element) ? own : `${ownKind(parent)} > ${own}`;
  };
  const hashOf = (element) => (dom.firstChild(element) ? '' : foray.hash(squash(dom.text(element))));

  // kind -> {first, count}, in the order of the document
  function kindsOf(elements) {
    const kinds = new Map();
    for (let i = 0; i < elements.length && i < most && kinds.size < mostKinds; ++i) {
      const element = elements[i];
      if (!unseen.has(dom.tag(element))) {
        const kind = kindOf(element);
        const known = kinds.get(kind);
        kinds.set(kind, { first: known?.first ?? element, count: (known?.count ?? 0) + 1 });
      }
    }
    return kinds;
  }
  const kindsNow = () => kindsOf(dom.body(document) ? dom.list(dom.body(document), '*') : []);

  // As it was before the action: what that has changed already in the old document says nothing about the new one.
  function outline() {
    const { touched, removed } = foray.effects.since();
    const isTouched = (element) => touched.some((each) => dom.contains(each, element) || dom.contains(element, each));
    const kinds = [...kindsNow()].map(([kind, { first, count }]) => [kind, count, isTouched(first) ? '' : hashOf(first)]);
    const gone = removed.flatMap(({ element, parent }) => [kindOf(element, parent), ...kindsOf(dom.list(element, '*')).keys()]);
    return [...kinds, ...gone.slice(0, mostKinds).map((kind) => [kind, 0, ''])];
  }

  const area = (element) => dom.rect(element).width * dom.rect(element).height;
  const replaced = (selector, words) => ({ type: 'changed', what: 'identity', selector, inferred: words });

  function difference(before) {
    const now = [...kindsNow()];
    const [fresh] = now
      .filter(([kind, { first }]) => !before.has(kind) && area(first) > 0)
      .sort(([, a], [, b]) => area(b.first) - area(a.first));
    if (fresh) {
      return { type: 'selector', selector: fresh[0], state: 'visible', inferred: `${cut(foray.describe(fresh[1].first), 80)} came with a new document` };
    }
    const told = now.find(([kind, { first }]) => before.get(kind)?.hash && before.get(kind).hash !== hashOf(first));
    if (told) {
      return replaced(told[0], `a new document came, in which the first ${told[0]} has another text`);
    }
    const counted = now.find(([kind, { count }]) => before.get(kind).count > 0 && before.get(kind).count !== count);
    if (counted) {
      return replaced(counted[0], `a new document came, with ${counted[1].count} × ${counted[0]}`);
    }
    return replaced(['h1', 'main', 'form'].find((css) => dom.list(document, css).length) ?? 'body', 'a new document came, which looks the same');
  }

  async function settled(signal) {
    const watch = foray.watch(signal);
    let gone = false;
    const goesOn = () => {
      gone = true;
      watch.stop();
    };
    hands.forEach((name) => addEventListener(name, goesOn, { capture: true, passive: true }));
    while (!gone && watch.age() < longest && (dom.ready(document) !== 'complete' || watch.quiet() < quiet)) {
      await watch.changed(quiet);
    }
    hands.forEach((name) => removeEventListener(name, goesOn, { capture: true }));
    watch.stop();
  }

  addEventListener(
    'pagehide',
    () => {
      if (foray.effects.isOn() && window === window.top) {
        foray.frames.tellUp({ outline: outline() });
      }
    },
    { capture: true },
  );

  foray.methods.sinceOutline = async ({ outline: told }, signal) => {
    await settled(signal);
    const before = new Map(told.map(([kind, count, hash]) => [kind, { count, hash }]));
    return { conditions: [difference(before)] };
  };
})();
