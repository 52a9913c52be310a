// SPDX-License-Identifier: MIT
'use strict';

for (const [id, path] of [['open', '/popups/child'], ['closing', '/popups/closing'], ['form', '/popups/form']]) {
    document.querySelector(`#${id}`).addEventListener('click', () => window.open(site.carry(path), '_blank', 'width=480,height=360'));
}
addEventListener('message', event => {
    if (event.origin === location.origin) document.querySelector('#outcome').textContent = String(event.data);
});
