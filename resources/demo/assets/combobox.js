// SPDX-License-Identifier: MIT
// The city field: suggestions come from the site; arrows, Enter, Escape and the mouse choose.
'use strict';

(() => {
    const input = document.querySelector('#city');
    const list = document.querySelector('#cities');
    let asked = 0;

    function close() {
        list.hidden = true;
        input.setAttribute('aria-expanded', 'false');
        input.removeAttribute('aria-activedescendant');
    }

    function choose(option) {
        input.value = option.textContent;
        close();
    }

    function activate(option) {
        for (const other of list.children) other.setAttribute('aria-selected', other === option);
        input.setAttribute('aria-activedescendant', option.id);
    }

    input.addEventListener('input', async () => {
        const question = ++asked;
        const names = await site.fetchJson(`/api/cities?q=${encodeURIComponent(input.value)}`);
        if (question !== asked) return; // the answer to an older question
        list.replaceChildren(...names.map((name, i) =>
            site.element('li', {role: 'option', id: `city-${i}`, 'aria-selected': 'false'}, name)));
        list.hidden = names.length === 0;
        input.setAttribute('aria-expanded', String(!list.hidden));
    });

    input.addEventListener('keydown', event => {
        if (list.hidden) return;
        const active = list.querySelector('[aria-selected=true]');
        const towards = {
            ArrowDown: active?.nextElementSibling ?? list.firstElementChild,
            ArrowUp: active?.previousElementSibling ?? list.lastElementChild,
        }[event.key];
        if (towards) activate(towards);
        else if (event.key === 'Enter' && active) choose(active);
        else if (event.key === 'Escape') close();
        else return;
        event.preventDefault();
    });
    // Before the field loses the focus.
    list.addEventListener('mousedown', event => {
        event.preventDefault();
        const option = event.target.closest('[role=option]');
        if (option) choose(option);
    });
    input.addEventListener('blur', close);
})();
