// SPDX-License-Identifier: MIT
// The next page changes the texts of the same nodes, and the address stays.
'use strict';

function fill(item, commit) {
    const link = item.querySelector('h4 a');
    link.textContent = commit.title;
    link.href = site.carry(commit.href);
    item.querySelector('.author').textContent = commit.author;
    const time = item.querySelector('time');
    time.textContent = commit.time;
    time.dateTime = commit.datetime;
    item.querySelector('code.sha').textContent = commit.sha;
}

const next = document.querySelector('a[rel=next]');
let page = Number(document.querySelector('.page-number').textContent);

next?.addEventListener('click', async event => {
    event.preventDefault();
    const data = await site.busy(() => site.fetchJson(`/api/commits?page=${page + 1}`));
    page = data.page;
    const items = document.querySelectorAll('li.commit');
    data.commits.forEach((commit, i) => fill(items[i], commit));
    document.querySelector('.page-number').textContent = page;
    if (!data.hasNext) next.remove();
});
