// SPDX-License-Identifier: MIT
//
// methods.prepare({locator, need, offset, scroll, watch, traced}, signal)
//   waits until the element is found and all of `need` holds: visible, stable, enabled, editable, receivesEvents
//   -> {handle, x, y, rect, found: {by, selector, score, margin, healed, repaired?}}; x, y: the point to click, in this frame
//   scroll: whether it may scroll to the element; by default when it needs to receive events
//   watch: a gesture ("click" …) to watch for from that very moment; watchInput({handle, type}) then gives its answer
//   traced: found also has meant: for each selector, whether it means just this element
// methods.explain({locator, need}) -> what is in the way at this moment, in words
//
// It ends with its signal only: with the reason "timeout" it rejects with what was in the way.

(() => {
  'use strict';

  const { dom, error, describe, state } = foray;

  // After a try that failed, when nothing tells of a change; the first retries are quick, as pages are mostly.
  const retries = [0, 20, 100, 100, 500];
  // Another part of the page, such as a sticky header, may cover one place but not the other.
  const alignments = [null, 'end', 'center', 'start'];

  const scrollTo = (element, block) => element.scrollIntoView({ block, inline: block, behavior: 'instant' });
  const bringIntoView = (element, offset, attempt) => {
    const alignment = alignments[attempt % alignments.length];
    if (alignment) {
      scrollTo(element, alignment);
    } else if (!state.point(element, offset)) {
      scrollTo(element, 'center');
    } else if (window !== window.top) {
      scrollTo(element, 'nearest'); // the frame itself may be out of sight
    }
  };

  const unready = (element, why, covered) =>
    covered
      ? error('element click intercepted', `${describe(element)} cannot be clicked: it is covered by ${describe(covered)}`)
      : error('element not interactable', `${describe(element)} cannot be acted on: ${why}`);

  const pointFor = (element, { need, offset, scroll }, attempt) => {
    if (scroll ?? need.includes('receivesEvents')) {
      bringIntoView(element, offset, attempt);
    }
    const point = state.point(element, offset);
    if (!need.includes('receivesEvents')) {
      return { point: point ?? { x: dom.rect(element).x, y: dom.rect(element).y } };
    }
    if (!point) {
      return { problem: unready(element, 'it is outside of the viewport and scrolling does not bring it in') };
    }
    const covered = state.coveredBy(element, point);
    return covered ? { problem: unready(element, '', covered), intercepted: true } : { point };
  };

  // One try: {ready: {element, point}} or {problem: an error, intercepted?}
  const tryOnce = async (element, request, attempt) => {
    const { need } = request;
    const before = state.missing(element, need);
    if (before) {
      return { problem: unready(element, before) };
    }
    if (need.includes('stable') && !(await state.stable(element))) {
      return { problem: unready(element, 'it keeps moving'), moving: true };
    }
    const after = state.missing(element, need);
    if (after || !dom.connected(element)) {
      return { problem: unready(element, after || 'the page has just removed it') };
    }
    const { point, problem, intercepted } = pointFor(element, request, attempt);
    return problem ? { problem, intercepted } : { ready: { element, point } };
  };

  const answer = ({ element, point }, found, { locator, watch, traced }) => {
    const { x, y, width, height } = dom.rect(element);
    const handle = foray.handles.add(element);
    if (watch) {
      foray.armInput(handle, watch);
    }
    return { handle, ...point, rect: { x, y, width, height }, found: { ...foray.found(found), ...(traced ? { meant: foray.find.meant(locator, element) } : {}) } };
  };

  const notFoundYet = (locator, stage) => {
    const found = foray.find(locator, { stage: 'heal' });
    if (!found.element) {
      return foray.notFound(found);
    }
    const only = { ...found, element: null, candidates: [{ element: found.element, score: found.score }] };
    return error('no such element', `${foray.notFound(only).message} The page was not quiet long enough to be sure (${stage}).`);
  };

  const prepare = async (request, signal) => {
    const watch = foray.watch(signal);
    let attempt = 0;
    let tries = 0;
    let problem = null;
    let stage = 'first';
    try {
      while (!signal?.aborted) {
        stage = foray.stage(watch);
        const found = foray.find(request.locator, { stage });
        if (!found.element && stage === 'heal' && found.tried.length === 1 && found.tried[0].elements.length > 1) {
          throw foray.notFound(found); // waiting does not make a selector more specific
        }
        if (!found.element) {
          problem = null;
          await watch.changed(foray.untilNextStage(watch));
          continue;
        }
        const tried = await tryOnce(found.element, request, attempt);
        if (tried.ready && !signal?.aborted) {
          return answer(tried.ready, found, request);
        }
        problem = tried.problem;
        attempt += tried.intercepted ? 1 : 0;
        if (!tried.moving) {
          await watch.changed(retries[Math.min(tries++, retries.length - 1)]);
        }
      }
    } finally {
      watch.stop();
    }
    throw signal.reason !== 'timeout'
      ? error('cancelled', 'The wait for the element was cancelled.')
      : (problem ?? notFoundYet(request.locator, stage));
  };

  const explain = ({ locator, need = [] }) => {
    const found = foray.find(locator, { stage: 'heal' });
    if (!found.element) {
      return foray.notFound(found).message;
    }
    const why = state.missing(found.element, need);
    const point = state.point(found.element);
    const covered = !why && point && need.includes('receivesEvents') ? state.coveredBy(found.element, point) : null;
    return why || covered ? unready(found.element, why, covered).message : `${describe(found.element)} is ready`;
  };

  foray.methods.prepare = (request, signal) => prepare({ ...request, need: request.need ?? [] }, signal);
  foray.methods.explain = explain;
})();
