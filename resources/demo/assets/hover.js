// SPDX-License-Identifier: MIT
'use strict';

const menu = document.querySelector('.js-menu');

function setOpen(open) {
    menu.querySelector('ul').hidden = !open;
    menu.querySelector('.menu-title').setAttribute('aria-expanded', open);
}
menu.querySelector('.menu-title').addEventListener('mouseenter', () => setOpen(true));
menu.addEventListener('mouseleave', () => setOpen(false));
menu.addEventListener('focusin', () => setOpen(true));

document.querySelector('main').addEventListener('click', event => {
    const entry = event.target.closest('.entry');
    if (!entry) return;
    event.preventDefault();
    document.querySelector('#outcome').textContent = entry.textContent;
});
