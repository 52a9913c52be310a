// SPDX-License-Identifier: MIT
//
// Carries calls from the app into the right frame, and answers and events back.
//
// Down: the app runs foray.frames.receive(call) in the main frame, call = {id, frames, method, args, once}. Each entry of
//   `frames` (a FrameRef of the plan) is walked by handing the rest through a MessagePort that the child frame's script
//   gave its parent at start. A child that navigates brings a new port; calls under way in it are handed over again,
//   unless `once` says that they must not run twice.
// Up: from every frame by the isolated world's console, which pages can neither read nor wrap. A line is this page's
//   secret token and JSON:
//     {id, ok: true, value} | {id, ok: false, error: {kind, message, details}} | {id, big: true}   answers; a big one
//                                                                          waits for foray.frames.take(id)
//     {event: "document"|"parsed"|"loaded", top, url, documentId} | {event: "responses", responses: [{url, fetched, ended, redirected}]}, times in ms since the epoch;
//                                                                          fetched: by the page's own scripts
//     {event: "recorded", top, documentId, action | effects | …}      see record.js
//     {event: "frame", documentId, frames}      the way from the main frame to that document, as in a plan; while recording
//
// Pages hear none of it: the one window message, a child's greeting, holds no secret and is stopped before their listeners. Pages
// that greet, or that hear a greeting after all, are not answered: both sides prove themselves first (kinship.js).
(function () {
  'use strict';

  const GREETING = 'foray-frame';
  const { frameFinder, kinship } = foray;
  const BIG = 200000; // characters; larger answers do not go through the console, which would keep them
  const isTop = window === window.top;
  const log = console.debug.bind(console); // eslint-disable-line no-console -- the way up to Foray
  const children = new Map(); // WindowProxy -> {port, url, calls: Map(id -> handed call)}
  const running = new Map(); // id -> AbortController
  const big = new Map(); // id -> answer
  const watchers = new Set(); // called when a child has come
  let token = '';
  let ownCalls = 0; // that this document made of its frames

  function say(message) {
    log(token + JSON.stringify(message));
  }

  // What a method of foray.jsonMethods gives is JSON text already.
  function answerTo(call, message) {
    running.delete(message.id);
    const isText = message.ok && foray.jsonMethods.has(call.method);
    const text = isText ? `{"id":${message.id},"ok":true,"value":${message.value}}` : JSON.stringify(message);
    if (text.length > BIG) {
      big.set(message.id, text);
      say({ id: message.id, big: true });
    } else {
      log(token + text);
    }
  }

  function plainError(error) {
    return {
      kind: (error && error.kind) || 'javascript error',
      message: String((error && error.message) || error).slice(0, 4000),
      details: (error && error.details) || null,
    };
  }

  // -- Finding the child frame ------------------------------------------------------------------------------------

  const urlOf = (element) => children.get(element.contentWindow)?.url ?? '';

  function noSuchFrame(ref) {
    const count = frameFinder.elements().length;
    const named = (ref.selectors || []).map((selector) => `'${selector}'`).join(' or ');
    const what = named || (ref.name && `named '${ref.name}'`) || (ref.url && `at '${ref.glob || ref.url}'`) || `number ${ref.index}`;
    const urls = [...children.values()].map(({ url }) => foray.cut(url, 100)).join(', ');
    return foray.error('no such frame', `Not exactly one of the ${count} frames is ${foray.cut(what, 200)}. Their addresses: ${urls || 'none'}.`);
  }

  // The child behind `ref`, as soon as there is one whose script has started.
  function waitForChild(ref, signal) {
    return new Promise((resolve, reject) => {
      const observer = new MutationObserver(look);
      function finish(settle, value) {
        observer.disconnect();
        watchers.delete(look);
        signal.removeEventListener('abort', gone);
        settle(value);
      }
      function gone() {
        finish(reject, noSuchFrame(ref));
      }
      function look() {
        try {
          const element = frameFinder.find(ref, urlOf);
          const child = element && children.get(element.contentWindow);
          if (child) finish(resolve, { element, child });
        } catch (error) {
          finish(reject, error);
        }
      }
      watchers.add(look);
      signal.addEventListener('abort', gone);
      observer.observe(document, { childList: true, subtree: true, attributes: true });
      if (signal.aborted) gone();
      else look();
    });
  }

  // -- Calls --------------------------------------------------------------------------------------------------------

  function handDown(call, element, child, signal) {
    return new Promise((resolve, reject) => {
      const inner = { ...call, frames: call.frames.slice(1) };
      child.calls.set(call.id, { call: inner, resolve, reject });
      signal.addEventListener('abort', () => {
        const current = children.get(element.contentWindow);
        if (current && element.isConnected) current.port.postMessage({ cancel: call.id, reason: signal.reason });
        else reject(foray.error('no such frame', 'The frame went away.'));
      });
      child.port.postMessage({ call: inner });
    });
  }

  async function inChild(call, signal) {
    const { element, child } = await waitForChild(call.frames[0], signal);
    if ((call.args?.need ?? []).length) frameFinder.bringIntoView(element);
    const value = await handDown(call, element, child, signal);
    if (foray.jsonMethods.has(call.method)) JSON.parse(value); // a page may have answered for its frame: what is no JSON ends here
    if (!value || typeof value !== 'object') return value;
    if (Array.isArray(value.rects)) return { ...value, rects: value.rects.map((rect) => frameFinder.outward(element, rect)) };
    if (typeof value.x !== 'number' || !(value.handle || value.frames)) return value;
    if (value.frames) return throughFrame(element, child, value);
    // A point to act at: seen from here, nothing may lie over the frame.
    const point = frameFinder.outward(element, value);
    const box = element.getBoundingClientRect();
    if (!(point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom)) {
      throw foray.error('element not interactable', 'The point to act at is outside of its frame.');
    }
    const hit = frameFinder.atPoint(point.x, point.y);
    if ((call.args?.need ?? []).includes('receivesEvents') && hit !== element) {
      throw foray.error('element click intercepted', `The frame is covered there by ${hit ? foray.describe(hit) : 'nothing that can be seen: it is out of view'}.`);
    }
    return point;
  }

  // What a frame says of an element in it (see pointing.js), as it is from here.
  function throughFrame(element, child, value) {
    const inner = Array.isArray(value.frames) ? value.frames.slice(0, 20) : [];
    return { ...frameFinder.outward(element, value), frames: [frameFinder.refOf(element, child.url), ...inner] };
  }

  // A method in the document of one of our frame elements; null where no scripts have started.
  async function callInside(element, method, args, signal) {
    const child = children.get(element.contentWindow);
    if (!child) return null;
    ownCalls += 1;
    const value = await handDown({ id: `${foray.documentId}/${ownCalls}`, method, args, frames: [null] }, element, child, signal);
    return value && typeof value.x === 'number' ? throughFrame(element, child, value) : null;
  }

  async function run(call, signal) {
    if (call.frames && call.frames.length) return inChild(call, signal);
    const method = foray.methods[call.method];
    if (!method) throw foray.error('unsupported operation', `The page scripts have no method '${call.method}'.`);
    return method(call.args || {}, signal);
  }

  function start(call, reply) {
    if (running.has(call.id)) return; // handed over twice around a navigation
    const controller = new AbortController();
    running.set(call.id, controller);
    run(call, controller.signal).then(
      (value) => reply({ id: call.id, ok: true, value: value === undefined ? null : value }),
      (error) => reply({ id: call.id, ok: false, error: plainError(error) }),
    );
  }

  function cancel(id, reason) {
    const controller = running.get(id);
    if (controller) controller.abort(reason);
  }

  // -- Parent and children --------------------------------------------------------------------------------------------

  function moveCalls(before, child) {
    for (const [id, handed] of before.calls) {
      if (handed.call.once) {
        handed.reject(foray.error('stale element reference', 'The frame has loaded another document.'));
      } else {
        child.calls.set(id, handed);
        child.port.postMessage({ call: handed.call });
      }
    }
  }

  function adopt(source, port, url) {
    const before = children.get(source);
    const child = { port, url, calls: new Map() };
    children.set(source, child);
    port.onmessage = ({ data }) => {
      if (data.way) {
        passWay(source, url, data.way);
        return;
      }
      const handed = child.calls.get(data.id);
      child.calls.delete(data.id);
      if (!handed) return;
      if (data.ok) handed.resolve(data.value);
      else handed.reject(foray.error(data.error.kind, data.error.message, data.error.details));
    };
    port.postMessage({ recording });
    if (before) moveCalls(before, child);
    for (const look of [...watchers]) look();
  }

  // -- Recording ------------------------------------------------------------------------------------------------------

  let recording = false;
  let parentPort = null; // to the frame around this one

  function setRecording(state) {
    if (recording !== state) foray.record.set(state);
    recording = state;
    for (const { port } of children.values()) port.postMessage({ recording });
  }

  // What is recorded each document tells by itself. Which frame it is in, the frames around it know.
  function tellUp(message) {
    say({ event: 'recorded', top: isTop, documentId: foray.documentId, ...message });
  }

  function tellWay(way) {
    if (isTop) say({ event: 'frame', ...way });
    else if (parentPort) parentPort.postMessage({ way });
  }

  function passWay(source, url, { documentId, frames }) {
    const element = frameFinder.elements().find((each) => each.contentWindow === source);
    if (element) tellWay({ documentId, frames: [frameFinder.refOf(element, url), ...frames.slice(0, 20)] });
  }

  // -- Parent and children, continued ---------------------------------------------------------------------------------

  let adopted = false;

  // Again later when the parent did not hear it: document.open() in the parent takes its listeners away.
  function greetParent() {
    if (adopted) return;
    const channel = new MessageChannel();
    const nonce = kinship.nonce();
    channel.port1.onmessage = ({ data }) => {
      if (data.proof !== kinship.proof('parent', nonce, self.origin)) return;
      adopted = true;
      parentPort = channel.port1;
      parentPort.onmessage = ({ data: told }) => hearParent(told);
      parentPort.postMessage({ proof: kinship.proof('child', data.nonce, self.origin) });
    };
    window.parent.postMessage({ [GREETING]: location.href, nonce }, '*', [channel.port2]);
  }

  function hearParent(data) {
    if (typeof data.recording === 'boolean') {
      setRecording(data.recording);
      if (data.recording) tellWay({ documentId: foray.documentId, frames: [] });
    }
    if (data.call) {
      const port = parentPort;
      start(data.call, (message) => {
        running.delete(message.id);
        port.postMessage(message);
      });
    }
    if (data.cancel) cancel(data.cancel, data.reason);
  }

  // The address a child gives, if its origin really is that one; documents without an origin have none worth believing.
  function ownUrl(claimed, origin) {
    try {
      const url = new URL(claimed);
      return url.origin === origin && (origin !== 'null' || url.protocol === 'about:') ? claimed : '';
    } catch (error) {
      return '';
    }
  }

  function hearGreeting(event) {
    if (!event.isTrusted) return; // a page's dispatchEvent() could name any source
    const data = event.data;
    if (!data || typeof data !== 'object' || typeof data[GREETING] !== 'string' || event.ports.length !== 1) return;
    event.stopImmediatePropagation();
    if (event.source) meet(event, ownUrl(data[GREETING].slice(0, 4096), event.origin));
  }

  function meet({ source, origin, data, ports: [port] }, url) {
    const nonce = kinship.nonce();
    port.onmessage = ({ data: answer }) => {
      if (answer && answer.proof === kinship.proof('child', nonce, origin)) adopt(source, port, url);
    };
    port.postMessage({ proof: kinship.proof('parent', String(data.nonce).slice(0, 64), origin), nonce });
  }

  // Adding the same listener again changes nothing while it is still there.
  const listen = () => window.addEventListener('message', hearGreeting, true);
  listen();

  // -- Events -------------------------------------------------------------------------------------------------------

  function tell(event) {
    say({ event, top: isTop, url: location.href.slice(0, 8192), documentId: foray.documentId });
  }

  function watchResponses() {
    new PerformanceObserver((list) => {
      const all = list.getEntries().map((entry) => ({
        url: entry.name.slice(0, 2048),
        fetched: ['fetch', 'xmlhttprequest'].includes(entry.initiatorType),
        ended: performance.timeOrigin + entry.responseEnd,
        // When the last hop of a redirect began; 0 without one.
        redirected: entry.redirectEnd > 0 || entry.fetchStart > entry.startTime + 1 ? performance.timeOrigin + entry.fetchStart : 0,
      }));
      for (let i = 0; i < all.length; i += 100) say({ event: 'responses', responses: all.slice(i, i + 100) });
    }).observe({ type: 'resource', buffered: true });
  }

  foray.frames = {
    begin(secret) {
      token = secret;
      kinship.begin(secret);
      tell('document');
      if (!isTop) greetParent();
      watchResponses();
      const onceTold = (event) => {
        tell(event);
        if (!isTop) greetParent();
      };
      document.addEventListener('DOMContentLoaded', () => onceTold('parsed'), { once: true, capture: true });
      window.addEventListener('load', () => onceTold('loaded'), { once: true, capture: true });
    },
    receive(call) {
      listen();
      start(call, (message) => answerTo(call, message));
    },
    cancel,
    setRecording,
    tellUp,
    callInside,
    // The text of a big answer, once.
    take(id) {
      const text = big.get(id);
      big.delete(id);
      return text;
    },
  };
})();
