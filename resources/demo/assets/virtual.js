// SPDX-License-Identifier: MIT
// A list that keeps some twenty elements and moves those that left the view to where they are needed.
'use strict';

(async () => {
    const rowHeight = 32;
    const poolSize = 20;
    const viewport = document.querySelector('.viewport');
    const runway = viewport.querySelector('.runway');
    const rows = await site.busy(() => site.fetchJson('/api/feed/virtual'));
    runway.style.height = `${rows.length * rowHeight}px`;

    const pool = Array.from({length: poolSize}, () => {
        const node = site.element('div', {class: 'row', role: 'row'},
            site.element('span', {class: 'number', role: 'gridcell'}), ' ',
            site.element('span', {class: 'title', role: 'gridcell'}), ' ',
            site.element('span', {class: 'author', role: 'gridcell'}));
        runway.append(node);
        return node;
    });

    function show(index) {
        const node = pool[index % poolSize];
        const row = rows[index];
        if (node.getAttribute('aria-rowindex') === String(row.number)) return;
        node.setAttribute('aria-rowindex', row.number);
        node.style.transform = `translateY(${index * rowHeight}px)`;
        for (const name of ['number', 'title', 'author']) node.querySelector(`.${name}`).textContent = row[name];
    }

    function render() {
        const first = Math.max(0, Math.min(Math.floor(viewport.scrollTop / rowHeight) - 2, rows.length - poolSize));
        for (let index = first; index < first + poolSize; ++index) show(index);
    }

    viewport.addEventListener('scroll', render);
    render();
})();
