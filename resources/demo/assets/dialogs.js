// SPDX-License-Identifier: MIT
'use strict';

const dialogs = {
    alert: () => { window.alert('Something happened.'); return 'alert closed'; },
    confirm: () => (window.confirm('Really do it?') ? 'confirmed' : 'refused'),
    prompt: () => {
        const text = window.prompt('What is your name?', 'Nobody');
        return text === null ? 'prompt dismissed' : `prompt: ${text}`;
    },
};
for (const [id, ask] of Object.entries(dialogs)) {
    document.querySelector(`#${id}`).addEventListener('click', () => { document.querySelector('#outcome').textContent = ask(); });
}
addEventListener('beforeunload', event => {
    if (!document.querySelector('#beforeunload').checked) return;
    event.preventDefault();
    event.returnValue = '';
});
