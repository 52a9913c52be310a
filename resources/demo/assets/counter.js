// SPDX-License-Identifier: MIT
'use strict';

for (const button of document.querySelectorAll('button.counter')) {
    let clicks = 0;
    button.addEventListener('click', () => { button.textContent = `Clicked ${++clicks} times`; });
}
