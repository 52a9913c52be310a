// SPDX-License-Identifier: MIT
'use strict';

addEventListener('message', event => {
    if (typeof event.data?.said === 'string') document.querySelector('#outcome').textContent = event.data.said;
});
