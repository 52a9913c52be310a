// SPDX-License-Identifier: MIT
'use strict';

const pages = JSON.parse(document.querySelector('#pages').textContent);
const next = document.querySelector('button.next');
let page = 0;

next.addEventListener('click', () => {
    ++page;
    document.querySelector('.rows').replaceChildren(...pages[page].map(text => site.element('li', {class: 'row'}, text)));
    document.querySelector('.page-number').textContent = page + 1;
    next.disabled = page === pages.length - 1;
});
