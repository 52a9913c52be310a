// SPDX-License-Identifier: MIT
// The next page replaces the nodes of the list and the address, as single-page applications do.
'use strict';

function commitItem(commit) {
    return site.element('li', {class: 'commit'},
        site.element('h4', {}, site.element('a', {href: site.carry(commit.href)}, commit.title)),
        site.element('p', {},
            site.element('span', {class: 'author'}, commit.author), ' committed on ',
            site.element('time', {datetime: commit.datetime}, commit.time), ' ',
            site.element('code', {class: 'sha'}, commit.sha)));
}

function nextLink(page) {
    return site.element('a', {
        rel: 'next', href: site.carry(`/commits?page=${page}`), 'data-testid': 'pagination-next-button',
    }, 'Next');
}

async function show(page) {
    const data = await site.busy(() => site.fetchJson(`/api/commits?page=${page}`));
    document.querySelector('ol.commits').replaceChildren(...data.commits.map(commitItem));
    document.querySelector('.page-number').textContent = data.page;
    document.querySelector('nav.pagination').replaceChildren(...data.hasNext ? [nextLink(data.next)] : []);
}

document.querySelector('nav.pagination').addEventListener('click', async event => {
    const link = event.target.closest('a[rel=next]');
    if (!link) return;
    event.preventDefault();
    const page = new URL(link.href).searchParams.get('page');
    await show(page);
    history.pushState({page}, '', site.carry(`/commits?page=${page}`));
});

addEventListener('popstate', () => show(new URLSearchParams(location.search).get('page') || 1));
