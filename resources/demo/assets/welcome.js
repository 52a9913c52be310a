// SPDX-License-Identifier: MIT
// Keeps the token, then goes on to where the visitor was sent from.
'use strict';

(async () => {
    const {token: value, storage, next} = document.querySelector('.welcome').dataset;
    await token.forget();
    await token.keep(value, storage);
    document.body.dataset.ready = 'true';
    if (next) location.replace(next);
})();
