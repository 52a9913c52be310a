// SPDX-License-Identifier: MIT
'use strict';

const wait = Number(document.querySelector('.delay').dataset.delay);
const moving = document.querySelector('#moving');
const began = performance.now();

function move() {
    const done = performance.now() - began >= wait;
    moving.style.transform = done ? '' : `translateX(${60 + 60 * Math.sin(performance.now() / 80)}px)`;
    if (!done) requestAnimationFrame(move);
}
move();

setTimeout(() => {
    document.querySelector('.overlay').remove();
    document.querySelector('#disabled').disabled = false;
    document.querySelector('#hidden').hidden = false;
}, wait);

document.querySelector('main').addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    const ready = performance.now() - began >= wait;
    document.querySelector('#outcome').textContent = `${button.id || 'twin'}${ready || button.matches('.twin') ? '' : ' too early'}`;
});
