// SPDX-License-Identifier: MIT
'use strict';

let polls = 0;
let mutations = 0;

async function poll() {
    await site.fetchJson('/api/never');
    document.querySelector('.polls').textContent = ++polls;
    setTimeout(poll, 100);
}

function mutate() {
    const ticker = document.querySelector('.ticker');
    document.querySelector('.mutations').textContent = ++mutations;
    ticker.append(site.element('li', {}, `Change ${mutations}`));
    if (ticker.children.length > 5) ticker.firstElementChild.remove();
    requestAnimationFrame(mutate);
}

poll();
mutate();
