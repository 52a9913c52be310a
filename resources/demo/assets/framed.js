// SPDX-License-Identifier: MIT
// Says in the outermost page, of whatever origin, what was done in this frame.
'use strict';

const say = text => top.postMessage({said: `${text} in ${window.name}`}, '*');
document.querySelector('.counter').addEventListener('click', event => say(event.target.textContent));
document.querySelector('#note').addEventListener('input', event => say(event.target.value));
