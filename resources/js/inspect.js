// SPDX-License-Identifier: MIT
//
// What the commands `foray target` and `foray find` ask of a page.
//
//   methods.showHtml({html}, signal)         makes html the document of this (blank) page; ends when it has loaded
//   methods.targetAt({selector, settled}, signal) -> {selectors, fingerprint} of the one element the selector means; CSS, XPath or
//       any other selector, " >>> " leads into open shadow roots
//   methods.locate({locator, settled}, signal) -> {found: {css, xpath} | null, by, selector, score, margin,
//       candidates: [{css, score, text}]}
//
//   foray.lookUntil(look(stage), settled, signal) -> what look gives, as soon as it gives something, or in the end
// settled: nothing more will come, so there is nothing to wait for.

(() => {
  'use strict';

  const { dom, error, describe, squash, cut, selectors } = foray;

  const pathOf = (selector) =>
    selector.split(' >>> ').map((part) => (/^\s*\(*\.{0,2}\//.test(part) ? `xpath/${part.trim()}` : part.trim()));

  // Looks at the page until `look` gives something, or until nothing more is to be expected.
  const lookUntil = async (look, settled, signal) => {
    if (settled) {
      return look('heal');
    }
    const watch = foray.watch(signal);
    try {
      for (;;) {
        const stage = foray.stage(watch);
        const seen = look(stage);
        if (seen || stage === 'heal' || signal?.aborted) {
          return seen;
        }
        await watch.changed(foray.untilNextStage(watch));
      }
    } finally {
      watch.stop();
    }
  };

  const targetAt = async ({ selector, settled }, signal) => {
    const path = pathOf(selector);
    const found = await lookUntil(() => [selectors.all(path)].find(({ length }) => length > 0), settled, signal);
    if (!found) {
      throw error('invalid argument', `Nothing on the page matches '${cut(selector, 200)}'.`);
    }
    if (found.length > 1) {
      const some = found.slice(0, 3).map(describe).join(', ');
      throw error(
        'invalid argument',
        `'${cut(selector, 200)}' matches ${found.length} elements, but must mean one: ${some}${found.length > 3 ? ', …' : ''}`,
      );
    }
    return foray.target(found[0]);
  };

  const locate = async ({ locator, settled }, signal) => {
    const look = (stage) => [foray.find(locator, { stage })].find(({ element }) => element || stage === 'heal');
    const result = (await lookUntil(look, settled, signal)) ?? foray.find(locator, { stage: 'heal' });
    if (result.problem) {
      throw error('invalid argument', result.problem);
    }
    const { element, by = 'none', selector = '' } = result;
    const { fingerprint } = locator.target;
    const nearest = fingerprint ? foray.nearest(fingerprint, document).slice(0, 3) : [];
    const [first, second] = nearest;
    const { score = first?.score ?? 0, margin = first ? first.score - (second?.score ?? 0) : 0 } = result;
    const rounded = (number) => Math.round(number * 1000) / 1000;
    return {
      found: element && { css: foray.cssOf(element), xpath: foray.xpathOf(element) },
      by,
      selector,
      score: rounded(score),
      margin: rounded(margin),
      candidates: nearest.map((candidate) => ({
        css: foray.cssOf(candidate.element),
        score: candidate.score,
        text: cut(squash(dom.text(candidate.element).slice(0, 2000)), 80),
      })),
    };
  };

  // The scripts of the document run as if it had been loaded; what they and it load is waited for.
  const showHtml = async ({ html }, signal) => {
    const write = (name, ...args) => Document.prototype[name].apply(document, args);
    write('open');
    write('write', html);
    write('close');
    while (dom.ready(document) !== 'complete' && !signal?.aborted) {
      await foray.nextFrame();
    }
    return null;
  };

  foray.lookUntil = lookUntil;
  foray.methods.targetAt = targetAt;
  foray.methods.locate = locate;
  foray.methods.showHtml = showHtml;
})();
