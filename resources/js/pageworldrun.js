// SPDX-License-Identifier: MIT
//
// Called in the page's own world: (event, run, mode). `run` is the user's code as an async function.
// mode "once": the outcome of one call is sent as {ok, value} or {ok: false, error}.
// mode "until": called at every frame until it gives something true; throwing means 'not yet'. The event `${event}-stop`
//   ends it and makes it tell what it last gave by `${event}-seen`.
(function (event, run, mode) {
  'use strict';

  const send = (name, detail) => performance.dispatchEvent(new CustomEvent(name, { detail }));
  const inWords = (error) => {
    try {
      return String((error && error.stack) || error);
    } catch (e) {
      return 'an error that cannot be shown';
    }
  };
  const done = (value) => {
    let json;
    try {
      json = JSON.stringify({ ok: true, value: value === undefined ? null : value });
    } catch (error) {
      json = JSON.stringify({ ok: false, error: 'The result cannot be written as JSON: ' + inWords(error) });
    }
    send(event, json);
  };
  if (mode === 'once') {
    run().then(done, (error) => send(event, JSON.stringify({ ok: false, error: inWords(error) })));
    return;
  }
  let stopped = false;
  let seen = 'it was not asked yet';
  performance.addEventListener(event + '-stop', () => {
    stopped = true;
    send(event + '-seen', seen);
  }, { once: true });
  const next = () => {
    let asked = false;
    const again = () => {
      if (asked) return;
      asked = true;
      ask();
    };
    requestAnimationFrame(again);
    setTimeout(again, 100); // hidden pages get no frames
  };
  const ask = () => {
    if (stopped) return;
    run().then((value) => {
      if (value) {
        stopped = true;
        done(true);
        return;
      }
      seen = 'it gave ' + String(value);
      next();
    }, (error) => {
      seen = 'it threw ' + inWords(error).split('\n')[0];
      next();
    });
  };
  ask();
})
