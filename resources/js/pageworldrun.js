// SPDX-License-Identifier: MIT
//
// Runs in the page's own world: the user's statements, awaited. Their outcome is sent to the isolated world as an event
// (pageworld.js) whose detail is {ok, value} or {ok: false, error} as JSON. The app puts an event name and the code in.
(function (event, run) {
  const inWords = (error) => {
    try {
      return String((error && error.stack) || error);
    } catch (e) {
      return 'an error that cannot be shown';
    }
  };
  const asJson = (value) => {
    try {
      return JSON.stringify({ ok: true, value: value === undefined ? null : value });
    } catch (error) {
      return JSON.stringify({ ok: false, error: 'The result cannot be written as JSON: ' + inWords(error) });
    }
  };
  const send = (detail) => performance.dispatchEvent(new CustomEvent(event, { detail }));
  run().then(
    (value) => send(asJson(value)),
    (error) => send(JSON.stringify({ ok: false, error: inWords(error) })),
  );
})('FORAY_EVENT', async function () {
  FORAY_CODE
});
