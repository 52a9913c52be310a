// SPDX-License-Identifier: MIT
'use strict';

(async () => {
    const list = document.querySelector('.slow-list');
    const names = await site.busy(() => site.fetchJson(`/api/slow/list?ms=${list.dataset.wait}`));
    list.append(...names.map(name => site.element('li', {class: 'item'}, name)));
})();
