// SPDX-License-Identifier: MIT
// Each click appends a batch; the button goes with the last one.
'use strict';

const button = document.querySelector('button.load-more');
let batch = 1;

button.addEventListener('click', async () => {
    button.disabled = true;
    const data = await site.busy(() => site.fetchJson(`/api/shop/more?batch=${batch + 1}`));
    batch = data.batch;
    document.querySelector('.content').append(...data.items.map(item => productCard(item, 'content-item')));
    button.disabled = false;
    if (!data.hasMore) button.remove();
});
