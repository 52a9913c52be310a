// SPDX-License-Identifier: MIT
// Shared by all pages: `site`, a few helpers. Nothing here touches the page by itself.
'use strict';

window.site = {
    // The address with the ?seed= and ?delay= that this page was opened with.
    carry(address) {
        const url = new URL(address, location.href);
        const own = new URLSearchParams(location.search);
        for (const name of ['seed', 'delay']) {
            if (own.has(name)) url.searchParams.set(name, own.get(name));
        }
        return url.pathname + url.search;
    },

    async fetchJson(address, options) {
        const answer = await fetch(window.site.carry(address), options);
        if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
        return answer.json();
    },

    // element('a', {href: '/x', class: 'y'}, 'text', child, …)
    element(name, attributes = {}, ...children) {
        const result = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            if (value === true) result.setAttribute(key, '');
            else if (value !== false && value !== null && value !== undefined) result.setAttribute(key, value);
        }
        result.append(...children);
        return result;
    },

    // Shows .spinner while the work goes on.
    async busy(work) {
        const spinner = document.querySelector('.spinner');
        if (spinner) spinner.hidden = false;
        try {
            return await work();
        } finally {
            if (spinner) spinner.hidden = true;
        }
    },
};
