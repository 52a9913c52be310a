// SPDX-License-Identifier: MIT
// Appends ten posts whenever the end comes near, until there are no more.
'use strict';

const posts = document.querySelector('.posts');
const sentinel = document.querySelector('.sentinel');
let loading = false;

function article(post) {
    return site.element('article', {class: 'post', id: `post-${post.id}`},
        site.element('h3', {class: 'author'}, post.author),
        site.element('p', {class: 'text'}, post.text),
        site.element('p', {class: 'likes'}, `${post.likes} likes`));
}

const watch = new IntersectionObserver(async entries => {
    if (loading || !entries.some(entry => entry.isIntersecting)) return;
    loading = true;
    const data = await site.busy(() => site.fetchJson(`/api/feed?from=${posts.children.length}`));
    posts.append(...data.posts.map(article));
    loading = false;
    watch.unobserve(sentinel);
    if (data.hasMore) watch.observe(sentinel);
    else document.querySelector('.end').hidden = false;
}, {rootMargin: '200px'});
watch.observe(sentinel);
