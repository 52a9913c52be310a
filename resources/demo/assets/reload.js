// SPDX-License-Identifier: MIT
// A page that loads itself anew, some time after it was asked to, and tells how often it has been opened.
'use strict';

const opened = Number(sessionStorage.getItem('opened') ?? 0) + 1;
sessionStorage.setItem('opened', String(opened));
document.querySelector('#opened b').textContent = String(opened);
document.querySelector('#reload').addEventListener('click', () => setTimeout(() => location.reload(), 300));
