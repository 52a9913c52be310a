// SPDX-License-Identifier: MIT
// Says what was done in words that are the same in every version.
'use strict';

const outcome = document.querySelector('#outcome');
const form = document.querySelector('form');

form.addEventListener('submit', event => {
    event.preventDefault();
    const [name, email] = ['text', 'email'].map(type => [...form.elements].find(field => field.type === type).value);
    outcome.textContent = `saved ${name} <${email}>`;
});
form.addEventListener('reset', () => { outcome.textContent = 'cancelled'; });
document.querySelector('section').addEventListener('click', event => {
    const item = event.target.closest('button')?.parentElement;
    if (item) outcome.textContent = item.matches('.advert') ? 'advert' : `bought ${item.firstElementChild.textContent}`;
});
