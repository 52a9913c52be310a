// SPDX-License-Identifier: MIT
// Says what was done: double clicks, an own menu, picking with Control and Shift, shortcuts, a box that loads as it is scrolled.
'use strict';

const outcome = document.querySelector('#outcome');
const say = text => { outcome.textContent = text; };

document.querySelector('#twice').addEventListener('dblclick', () => say('opened'));

const entries = document.querySelector('#entries');
document.querySelector('#own-menu').addEventListener('contextmenu', event => {
    event.preventDefault();
    entries.hidden = false;
});
document.querySelector('#rename').addEventListener('click', () => {
    entries.hidden = true;
    say('renamed');
});

const pickable = document.querySelector('#pickable');
const options = [...pickable.children];
let anchor = 0;
pickable.addEventListener('click', event => {
    const at = options.indexOf(event.target);
    if (at < 0) return;
    const isPicked = (option, i) => {
        const was = option.getAttribute('aria-selected') === 'true';
        if (event.shiftKey) return i >= Math.min(anchor, at) && i <= Math.max(anchor, at);
        return i === at ? !(event.ctrlKey && was) : event.ctrlKey && was;
    };
    options.forEach((option, i) => option.setAttribute('aria-selected', String(isPicked(option, i))));
    if (!event.shiftKey) anchor = at;
    say(options.filter(option => option.getAttribute('aria-selected') === 'true').map(option => option.textContent).join(', '));
});

addEventListener('keydown', event => {
    if (event.target.matches('input, textarea, [contenteditable]')) return;
    const shortcut = `${event.ctrlKey ? 'Control+' : ''}${event.key}`;
    const meaning = {'?': 'help', 'Control+b': 'bold', 'j': 'next'}[shortcut];
    if (!meaning) return;
    event.preventDefault();
    say(meaning);
});

const box = document.querySelector('#box');
const towns = box.querySelector('.towns');
let loading = false;
function addTowns() {
    const from = towns.children.length;
    towns.append(...Array.from({length: 30}, (_, i) => site.element('li', {class: 'town'}, `Town ${from + i + 1}`)));
}
box.addEventListener('scroll', async () => {
    if (loading || box.scrollTop + box.clientHeight < box.scrollHeight - 40 || towns.children.length >= 90) return;
    loading = true;
    await site.fetchJson('/api/cities?q=B');
    addTowns();
    loading = false;
});
addTowns();
