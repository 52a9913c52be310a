// SPDX-License-Identifier: MIT
// Breaks what page scripts rely on. Scripts of another world keep their own built-ins and must not notice.
'use strict';

(() => {
    const {leak, look} = window.hostile;
    const ignored = Function.prototype;
    const defineProperty = Object.defineProperty;

    // Who calls these with arguments that are not the page's own?
    function trap(object, name, result) {
        defineProperty(object, name, {
            configurable: true,
            value(...args) {
                if (new Error().stack.includes('foray')) leak(`called ${name} with ${args.length} arguments`);
                return result;
            },
        });
    }

    trap(Document.prototype, 'querySelector', null);
    trap(Document.prototype, 'querySelectorAll', []);
    trap(Element.prototype, 'querySelector', null);
    trap(Element.prototype, 'querySelectorAll', []);
    trap(Element.prototype, 'matches', false);
    trap(Element.prototype, 'closest', null);
    trap(Element.prototype, 'getAttribute', 'forged');
    trap(Element.prototype, 'getBoundingClientRect', {x: 0, y: 0, left: 0, top: 0, width: 0, height: 0, right: 0, bottom: 0});
    trap(Document.prototype, 'evaluate', null);
    trap(EventTarget.prototype, 'addEventListener', undefined);
    trap(EventTarget.prototype, 'dispatchEvent', true);
    trap(JSON, 'stringify', '"forged"');
    trap(JSON, 'parse', {forged: true});
    for (const name of ['map', 'filter', 'push', 'slice', 'join', 'forEach']) trap(Array.prototype, name, ['forged']);
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) trap(console, name, undefined);
    defineProperty(Node.prototype, 'textContent', {configurable: true, get: () => 'forged text', set: ignored});
    defineProperty(HTMLElement.prototype, 'innerText', {configurable: true, get: () => 'forged text', set: ignored});
    defineProperty(Element.prototype, 'shadowRoot', {configurable: true, get: () => null});
    defineProperty(window, 'Promise', {configurable: true, value: class { then() { return this; } }});
    window.Map = window.Set = window.WeakMap = window.MutationObserver = undefined;
    window.name = 'foray_main_frame';
    Object.freeze(Object.prototype);
    Object.freeze(Array.prototype);
    Object.freeze(Node.prototype);
    window.hostile.sabotaged = true;

    const on = (id, handler) => { document.getElementById(id).onclick = handler; };
    on('popups', () => { for (let i = 0; i < 20; ++i) window.open(`/popups/child?n=${i}`, `_blank`); });
    on('navigate', () => {
        for (const address of ['qrc:/', 'file:///etc/passwd', 'chrome://version', 'data:text/html,<h1>data</h1>', 'foray:run']) {
            try {
                location.href = address;
            } catch (error) {
                void error; // refused at once, as it should be
            }
        }
    });
    look('after sabotage');
    document.getElementById('state').replaceChildren('ready');
})();
