// SPDX-License-Identifier: MIT
//
// The least that calls page script methods from tests: forayTest.run(id, timeout, work) says `foray-test:{id, value | error}`
// on the isolated world's console, forayTest.call does so for a method.
/* global foray */
globalThis.forayTest = (() => {
  const run = async (id, timeout, work) => {
    const controller = new AbortController();
    const timer = timeout > 0 ? setTimeout(() => controller.abort('timeout'), timeout) : 0;
    let answer = null;
    try {
      answer = { id, value: (await work(controller.signal)) ?? null };
    } catch (error) {
      answer = { id, value: `${error.kind ?? 'javascript error'}: ${error.message}` };
    }
    clearTimeout(timer);
    console.log(`foray-test:${JSON.stringify(answer)}`);
  };

  return { run, call: (id, timeout, method, args) => run(id, timeout, (signal) => foray.methods[method](args, signal)) };
})();
