// SPDX-License-Identifier: MIT
//
// Runs in the page's own world: asks the user's predicate, a function or any expression, at every frame until it gives
// something true; throwing means 'not yet'. Then it sends {ok: true} to the isolated world as an event (pageworld.js). The
// event with "-stop" behind its name ends it and makes it tell what it last gave, with "-seen" behind.
(function (event, predicate) {
  let stopped = false;
  let seen = 'it was not asked yet';
  const send = (name, detail) => performance.dispatchEvent(new CustomEvent(name, { detail }));
  const inWords = (error) => {
    try {
      return String(error).split('\n')[0];
    } catch (e) {
      return 'an error that cannot be shown';
    }
  };
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
  const answered = (value) => {
    if (value) {
      stopped = true;
      send(event, '{"ok": true, "value": true}');
      return;
    }
    seen = 'it gave ' + String(value);
    next();
  };
  const ask = () => {
    if (stopped) return;
    predicate().then(answered, (error) => {
      seen = 'it threw ' + inWords(error);
      next();
    });
  };
  performance.addEventListener(event + '-stop', () => {
    stopped = true;
    send(event + '-seen', seen);
  }, { once: true });
  ask();
})('FORAY_EVENT', async function () {
  const condition = (
    FORAY_CODE
  );
  return typeof condition === 'function' ? condition() : condition;
});
