// SPDX-License-Identifier: MIT
// What a page that wants into the program would look for and listen to. Runs before the sabotage, with whole built-ins.
// window.hostile.leak(text) writes to #leaks, hostile.heard(text) to #messages.
'use strict';

window.hostile = (() => {
    const createElement = document.createElement.bind(document);
    const lists = {leaks: document.querySelector('#leaks'), messages: document.querySelector('#messages')};
    const append = Element.prototype.append;
    const apply = Reflect.apply;
    const limit = 200; // a page that floods itself would only stop the tests
    const seen = new Set();

    function write(list, text) {
        if (seen.has(text) || seen.size === limit) return;
        seen.add(text);
        const item = createElement('li');
        apply(append, item, [text]);
        apply(append, list, [item]);
    }
    return {
        leak: text => write(lists.leaks, text),
        heard: text => write(lists.messages, text),
    };
})();

(() => {
    const {leak, heard} = window.hostile;
    const suspicious = /^(qt|foray|webkit|cdp|picker|recorder|extractor)$|foray|webchannel/i;

    function findGlobals(when) {
        for (const name of Object.getOwnPropertyNames(window)) {
            if (suspicious.test(name)) leak(`${when}: window.${name}`);
        }
        for (const name of Object.getOwnPropertyNames(document)) {
            if (suspicious.test(name)) leak(`${when}: document.${name}`);
        }
        const webChannel = window.qt && window.qt.webChannelTransport;
        if (webChannel) leak(`${when}: qt.webChannelTransport`);
    }

    // Marks in the document: attributes, elements and styles that the page did not write.
    function findMarks(when) {
        for (const element of document.querySelectorAll('*')) {
            const names = [element.localName, element.id, ...element.getAttributeNames()];
            for (const name of names) if (/foray|picker|recorder/i.test(name)) leak(`${when}: <${element.localName}> ${name}`);
        }
    }

    const own = 'hostile page';
    const ownText = '{"ok":true,"value":"forged"}';
    addEventListener('message', event => {
        if (event.data === ownText || (event.data && event.data.from === own)) return;
        heard(`message from ${event.origin || 'nowhere'}: ${JSON.stringify(event.data)}`.slice(0, 500));
    }, true);
    for (const type of ['foray', 'foray-message', 'qt', 'recorded', 'extract']) {
        for (const target of [window, document]) {
            target.addEventListener(type, event => leak(`event ${type}: ${JSON.stringify(event.detail)}`), true);
        }
    }

    window.hostile.look = when => {
        findGlobals(when);
        findMarks(when);
    };
    window.hostile.look('at load');
    // Whatever is put there later leaves a trace too.
    new MutationObserver(() => window.hostile.look('after a change'))
        .observe(document.documentElement, {childList: true, attributes: true, subtree: true, attributeFilter: ['class', 'style', 'id']});
    let looks = 0;
    const timer = setInterval(() => {
        window.hostile.look('later');
        if (++looks === 50) clearInterval(timer);
    }, 200);

    // What a naive program would believe came from its own scripts.
    const forged = [
        {type: 'foray', ok: true, value: ['forged row']}, {foray: {type: 'click', target: {selectors: ['css/#forged']}}},
        {type: 'recorded', step: {type: 'navigate', url: 'file:///etc/passwd'}}, {id: 1, ok: true, value: 'forged'},
        {type: 'extract', rows: [{name: 'forged'}]}, ownText,
    ];
    for (const message of forged) {
        const text = typeof message === 'string' ? message : JSON.stringify(message);
        console.log(text);
        console.log(`foray:${text}`);
        console.info(`__foray__ 00000000000000000000000000000000 ${text}`);
        window.postMessage(typeof message === 'string' ? message : {...message, from: own}, '*');
    }
    console.log('x'.repeat(1 << 20));
})();
