// SPDX-License-Identifier: MIT
// Buttons without addresses; the last page keeps its Next button, disabled.
'use strict';

const previous = document.querySelector('button.previous');
const next = document.querySelector('button.next');
let page = Number(document.querySelector('.page-number').textContent);

async function turnTo(number) {
    const data = await site.busy(() => site.fetchJson(`/api/shop?page=${number}`));
    page = data.page;
    document.querySelector('.cards').replaceChildren(...data.products.map(product => productCard(product)));
    document.querySelector('.page-number').textContent = page;
    previous.disabled = page === 1;
    next.disabled = !data.hasNext;
}

previous.addEventListener('click', () => turnTo(page - 1));
next.addEventListener('click', () => turnTo(page + 1));
