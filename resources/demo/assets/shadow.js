// SPDX-License-Identifier: MIT
// <demo-panel> has an open root with a <demo-list> in it, which has another one; <demo-vault> has a closed root.
'use strict';

const outcome = document.querySelector('#outcome');

function button(label, id) {
    const result = site.element('button', {type: 'button', id, class: 'shadow-button'}, label);
    result.addEventListener('click', () => { outcome.textContent = label; });
    return result;
}

customElements.define('demo-list', class extends HTMLElement {
    connectedCallback() {
        const items = ['Apple', 'Pear', 'Plum'].map(name => site.element('li', {class: 'item'}, name));
        this.attachShadow({mode: 'open'}).append(site.element('ul', {class: 'items'}, ...items), button('Inner button', 'inner'));
    }
});

customElements.define('demo-panel', class extends HTMLElement {
    connectedCallback() {
        const input = site.element('input', {id: 'shadow-input', name: 'shadow'});
        input.addEventListener('input', () => { outcome.textContent = `typed ${input.value}`; });
        this.attachShadow({mode: 'open'}).append(
            site.element('h2', {}, 'Open root'), site.element('label', {for: 'shadow-input'}, 'Note '), input, ' ',
            button('Outer button', 'outer'), site.element('demo-list'));
    }
});

customElements.define('demo-vault', class extends HTMLElement {
    connectedCallback() {
        this.attachShadow({mode: 'closed'}).append(site.element('h2', {}, 'Closed root'), button('Closed button', 'closed'));
    }
});
