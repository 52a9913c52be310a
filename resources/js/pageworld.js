// SPDX-License-Identifier: MIT
//
// Hears the outcome of the user's JavaScript (evaluate, js conditions, hooks), which runs in the page's own world, by an
// event of a random name: DOM events are all that both worlds share. It comes on `performance`, which keeps its listeners
// when the code calls document.open(). The page may spoof the outcome of code that runs in its own world anyway; it reaches
// nothing else. The other half is pageworldrun.js.
//
// awaitPageWorld({event}) answers what the code gave, or fails with what it threw. When its signal aborts, a polling
// predicate is ended, and the error's message is what it last gave.
(function () {
  'use strict';

  const LIMIT = 64 * 1024 * 1024;

  function read(detail) {
    const text = String(detail);
    if (text.length > LIMIT) throw foray.error('javascript error', 'The result is larger than 64 MB.');
    const outcome = JSON.parse(text);
    if (outcome.ok) return outcome.value === undefined ? null : outcome.value;
    throw foray.error('javascript error', String(outcome.error).slice(0, 4000));
  }

  function stopPredicate(event) {
    let seen = 'It has not ended.';
    const hear = (e) => {
      seen = String(e.detail).slice(0, 300);
    };
    performance.addEventListener(`${event}-seen`, hear, true);
    performance.dispatchEvent(new CustomEvent(`${event}-stop`));
    performance.removeEventListener(`${event}-seen`, hear, true);
    return seen;
  }

  foray.methods.awaitPageWorld = ({ event }, signal) =>
    new Promise((resolve, reject) => {
      const finish = () => {
        performance.removeEventListener(event, take, true);
        signal.removeEventListener('abort', stop);
      };
      function take(e) {
        e.stopImmediatePropagation();
        finish();
        // Two tasks later, so that a navigation that the code began in a task of its own (a form's submit()) has begun.
        setTimeout(() => setTimeout(() => settle(e.detail)));
      }
      function settle(detail) {
        try {
          resolve(read(detail));
        } catch (error) {
          reject(error);
        }
      }
      function stop() {
        finish();
        reject(foray.error('timeout', stopPredicate(event)));
      }
      performance.addEventListener(event, take, true);
      signal.addEventListener('abort', stop);
    });

  // Whether the code is a function body, or an expression, at all: in the page's world a syntax error would only be logged.
  foray.methods.checkSyntax = ({ code }) => {
    try {
      // eslint-disable-next-line no-new-func -- it is compiled, never called
      new Function(`return async function () {\n${code}\n}`);
    } catch (error) {
      // A page's Trusted Types may forbid this check; then the code is simply run.
      if (error instanceof SyntaxError) throw foray.error('javascript error', `SyntaxError: ${error.message}`);
    }
    return true;
  };

  foray.methods.html = () => {
    const type = document.doctype ? `<!DOCTYPE ${document.doctype.name}>` : '';
    return type + foray.dom.html(document).outerHTML;
  };
})();
