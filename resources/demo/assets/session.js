// SPDX-License-Identifier: MIT
// The first page writes its number down, the second shows what it finds.
'use strict';

const written = document.querySelector('.state[data-visit]');
const stored = document.querySelector('.stored');
if (written) localStorage.setItem('foray.visit', written.dataset.visit);
if (stored) stored.textContent = localStorage.getItem('foray.visit') ?? 'nothing';
