// SPDX-License-Identifier: MIT
// The basket takes HTML5 drags, the sortable list and the slider take pointer events.
'use strict';

const outcome = document.querySelector('#outcome');
const basket = document.querySelector('#basket');
let dragged = null;

function texts(list) {
    return [...list.children].map(item => item.textContent).join(', ');
}

document.querySelector('#goods').addEventListener('dragstart', event => {
    dragged = event.target;
    event.dataTransfer.setData('text/plain', dragged.textContent);
});
basket.addEventListener('dragover', event => event.preventDefault());
basket.addEventListener('drop', event => {
    event.preventDefault();
    const name = event.dataTransfer.getData('text/plain');
    const item = dragged ?? [...document.querySelectorAll('.good')].find(good => good.textContent === name);
    basket.append(item ?? site.element('li', {class: 'good'}, name));
    dragged = null;
    outcome.textContent = `basket: ${texts(basket)}`;
});

const sortable = document.querySelector('#sortable');
let moving = null;
sortable.addEventListener('pointerdown', event => {
    moving = event.target.closest('li');
    moving?.classList.add('moving');
    if (moving) sortable.setPointerCapture(event.pointerId);
});
sortable.addEventListener('pointermove', event => {
    if (!moving) return;
    const before = [...sortable.children].find(item => item !== moving && event.clientY < item.getBoundingClientRect().top + item.offsetHeight / 2);
    sortable.insertBefore(moving, before ?? null);
});
sortable.addEventListener('pointerup', () => {
    moving?.classList.remove('moving');
    moving = null;
    outcome.textContent = `order: ${texts(sortable)}`;
});

const slider = document.querySelector('#slider');
function slideTo(value) {
    const amount = Math.max(0, Math.min(100, Math.round(value)));
    slider.setAttribute('aria-valuenow', amount);
    slider.firstElementChild.style.left = `${amount}%`;
    outcome.textContent = `slider: ${amount}`;
}
function slideToPointer(event) {
    const box = slider.getBoundingClientRect();
    slideTo(100 * (event.clientX - box.left) / box.width);
}
slider.addEventListener('pointerdown', event => {
    slider.setPointerCapture(event.pointerId);
    slideToPointer(event);
});
slider.addEventListener('pointermove', event => {
    if (slider.hasPointerCapture(event.pointerId)) slideToPointer(event);
});
slider.addEventListener('keydown', event => {
    const step = {ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10}[event.key];
    if (step) slideTo(Number(slider.getAttribute('aria-valuenow')) + step);
});
