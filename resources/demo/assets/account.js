// SPDX-License-Identifier: MIT
// The part of the page that needs the cookie and the token.
'use strict';

(async () => {
    const section = document.querySelector('.user-profile');
    try {
        const bearer = await token.read();
        const me = await site.busy(() => site.fetchJson('/api/me', {headers: {Authorization: `Bearer ${bearer}`}}));
        const list = section.querySelector('dl.private');
        for (const name of ['plan', 'points', 'city']) {
            list.append(site.element('dt', {}, name), site.element('dd', {class: name}, String(me[name])));
        }
        list.hidden = false;
    } catch (error) {
        const message = section.querySelector('.api-error');
        message.textContent = `Not authorised: ${error.message}`;
        message.hidden = false;
    }
})();
