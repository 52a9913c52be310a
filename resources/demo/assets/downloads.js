// SPDX-License-Identifier: MIT
'use strict';

document.querySelector('#blob').addEventListener('click', event => {
    event.preventDefault();
    const address = URL.createObjectURL(new Blob(['made by a script\n'], {type: 'text/plain'}));
    site.element('a', {href: address, download: 'blob.txt'}).click();
});
