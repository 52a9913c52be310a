// SPDX-License-Identifier: MIT
// Answers the opener, then closes: at once where the script tag has an answer, else when the form is sent.
'use strict';

function answer(text) {
    window.opener?.postMessage(text, location.origin);
    window.close();
}

const ownAnswer = document.currentScript.dataset.answer;
if (ownAnswer) answer(ownAnswer);
document.querySelector('#close')?.addEventListener('click', () => window.close());
document.querySelector('form#answer')?.addEventListener('submit', event => {
    event.preventDefault();
    answer(new FormData(event.target).get('word'));
});
