// SPDX-License-Identifier: MIT
'use strict';

window.productCard = function productCard(product, extraClass) {
    return site.element('article', {class: extraClass ? `card ${extraClass}` : 'card'},
        site.element('img', {src: product.image, alt: product.name, width: 160, height: 100}),
        site.element('h3', {}, site.element('a', {href: site.carry(product.href)}, product.name)),
        site.element('p', {},
            site.element('span', {class: 'price'}, product.price), ' ',
            site.element('span', {class: 'rating'}, product.rating)));
};
