// SPDX-License-Identifier: MIT
// Selectors of one page's elements, by Foray, Playwright and @medv/finder, and what is left of them when the page changes:
// selectors.mjs ADDRESS PAGE-SCRIPT FLAGS-AS-JSON MOST-ELEMENTS. All three work in the same chromium, on the same nodes.
/* global foray, medv, wanted */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [address, script, flags, most] = process.argv.slice(2);
const finder = readFileSync(new URL('./node_modules/@medv/finder/finder.js', import.meta.url), 'utf8').replace(/^export /gm, '');
const pageScript = `${readFileSync(script, 'utf8')};globalThis.medv = (() => { ${finder}; return finder; })();`;

// They run in the page; `wanted` are its elements that a recording could be about.
const pick = (count) => {
    const all = [...document.querySelectorAll('a,button,input,select,textarea,label,h1,h2,h3,th,td,li,p,img')]
        .filter((element) => element.getClientRects().length > 0);
    // An icon of a button is the button to all recorders.
    const meant = [...new Set(all.map(foray.retarget))];
    globalThis.wanted = meant.filter((_, i) => i % Math.ceil(meant.length / count) === 0);
    return wanted.map((element) => foray.xpathOf(element));
};
const generate = () => {
    const timed = (make) => wanted.map((element) => {
        const started = performance.now();
        const value = make(element);
        return { value, ms: performance.now() - started };
    });
    return { foray: timed((element) => foray.target(element)), finder: timed((element) => medv(element)) };
};
const changes = {
    'classes renamed': () => {
        for (const element of document.querySelectorAll('[class]')) {
            element.setAttribute('class', [...element.classList].map((name) => `n${[...name].reverse().join('').replace(/\W/g, '')}`).join(' '));
        }
    },
    'advert before': () => {
        const advert = '<div><a href="/ad">Advertisement</a><p>Buy now</p><button>Not now</button></div>';
        document.body.insertAdjacentHTML('afterbegin', advert);
        document.querySelector('main,form,table,[role=main]')?.insertAdjacentHTML('beforebegin', advert);
    },
    'rows reordered': () => {
        for (const parent of document.querySelectorAll('ul,ol,tbody,main,div')) {
            const rows = [...parent.children];
            if (rows.length > 2 && rows.every((row) => row.tagName === rows[0].tagName)) parent.append(...rows.reverse());
        }
    },
    'text translated': () => {
        const translated = (text) => text.replace(/\p{L}+/gu, (word) => [...word.toLowerCase()].reverse().join(''));
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) texts.currentNode.data = translated(texts.currentNode.data);
        for (const name of ['placeholder', 'title', 'alt', 'aria-label']) {
            for (const element of document.querySelectorAll(`[${name}]`)) element.setAttribute(name, translated(element.getAttribute(name)));
        }
        for (const button of document.querySelectorAll('input[type=submit],input[type=button]')) button.value = translated(button.value);
    },
};
const look = ({ targets, paths }) => {
    const verdict = (found, element) => (found.length === 1 ? (found[0] === element ? 'right' : 'wrong') : 'none');
    const whole = (target) => [foray.find({ target }, { stage: 'heal' }).element].filter(Boolean);
    return {
        'Foray, best selector': targets.map(({ selectors }, i) => verdict(foray.selectors.all(selectors[0]), wanted[i])),
        'Foray, whole target': targets.map((target, i) => verdict(whole(target), wanted[i])),
        '@medv/finder': paths.map((path, i) => verdict([...document.querySelectorAll(path)], wanted[i])),
    };
};

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: JSON.parse(flags) });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const open = async () => {
    await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(pageScript);
    return page.evaluate(pick, Number(most));
};

const places = await open();
const made = await page.evaluate(generate);
const locators = [];
for (const place of places) {
    const started = performance.now();
    const locator = await page.locator(`xpath=${place}`).normalize();
    locators.push({ value: locator, ms: performance.now() - started });
}
const sent = { targets: made.foray.map(({ value }) => value), paths: made.finder.map(({ value }) => value) };
const verdicts = {};
for (const [name, change] of Object.entries({ unchanged: () => {}, ...changes })) {
    await open();
    await page.evaluate(change);
    verdicts[name] = await page.evaluate(look, sent);
    verdicts[name].Playwright = [];
    for (const [i, { value }] of locators.entries()) {
        verdicts[name].Playwright.push(await value.evaluateAll(
            (found, at) => (found.length === 1 ? (found[0] === wanted[at] ? 'right' : 'wrong') : 'none'), i));
    }
}
await browser.close();
const short = (selector) => [].concat(selector).join(' >>> ');
console.log(JSON.stringify({
    verdicts,
    selectors: {
        'Foray, best selector': made.foray.map(({ value, ms }) => ({ text: short(value.selectors[0]), ms })),
        'Playwright': locators.map(({ value, ms }) => ({ text: String(value), ms })),
        '@medv/finder': made.finder.map(({ value, ms }) => ({ text: value, ms })),
    },
}));
