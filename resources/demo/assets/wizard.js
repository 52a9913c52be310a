// SPDX-License-Identifier: MIT
// Three steps, each checked before the next; files are uploaded at the end, then everything is shown.
'use strict';

const form = document.querySelector('#wizard');
const [back, next, finish] = ['#back', '#next', '#finish'].map(id => document.querySelector(id));
const steps = [...form.querySelectorAll('.step')];
let current = 0;

function show(index) {
    current = index;
    steps.forEach((step, i) => { step.hidden = i !== current; });
    document.querySelector('.step-number').textContent = current + 1;
    back.hidden = current === 0;
    next.hidden = current === steps.length - 1;
    finish.hidden = !next.hidden;
}

// Writes each field's problem beside it; true if there is none.
function check() {
    let valid = true;
    for (const field of steps[current].querySelectorAll('input, select, textarea')) {
        const place = field.closest('p')?.querySelector('.problem');
        if (place) place.textContent = field.validationMessage;
        field.setAttribute('aria-invalid', String(!field.validity.valid));
        valid = valid && field.validity.valid;
    }
    return valid;
}

async function uploaded(files) {
    if (files.length === 0) return [];
    const data = new FormData();
    for (const file of files) data.append('files', file);
    const answer = await site.fetchJson('/upload', {method: 'POST', body: data, headers: {Accept: 'application/json'}});
    return answer.files;
}

async function values() {
    const data = new FormData(form);
    for (const name of ['files', 'seed', 'delay']) data.delete(name); // the last two are the site's own
    const result = {};
    for (const name of new Set(data.keys())) {
        result[name] = name === 'extras' ? data.getAll(name) : data.get(name);
    }
    result.story = document.querySelector('#story').textContent;
    result.files = await uploaded(document.querySelector('#files').files);
    return result;
}

function summarise(result) {
    const text = value => (Array.isArray(value) ? value.map(part => part.name ?? part).join(', ') : value);
    document.querySelector('#summary').replaceChildren(...Object.entries(result).flatMap(([name, value]) =>
        [site.element('dt', {}, name), site.element('dd', {class: name}, text(value))]));
    document.querySelector('#json').textContent = JSON.stringify(result, null, 2);
    form.hidden = true;
    document.querySelector('#done').hidden = false;
}

back.addEventListener('click', () => show(current - 1));
next.addEventListener('click', () => { if (check()) show(current + 1); });
form.addEventListener('submit', async event => {
    event.preventDefault();
    if (next.hidden && check()) summarise(await site.busy(values));
});
