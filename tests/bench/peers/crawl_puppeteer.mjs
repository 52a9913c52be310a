// SPDX-License-Identifier: MIT
// The commits crawl with Puppeteer: crawl_puppeteer.mjs SITE PAGES FLAGS-AS-JSON
import puppeteer from 'puppeteer-core';

const [site, pages, args] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: JSON.parse(args) });
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
const started = performance.now();
const rows = [];

await page.goto(`${site}/commits`, { waitUntil: 'domcontentloaded' });
for (let number = 1; ; number++) {
    rows.push(...await page.$$eval('li.commit', (commits) => commits.map((commit) => ({
        title: commit.querySelector('h4').textContent.trim(),
        author: commit.querySelector('.author').textContent.trim(),
        date: commit.querySelector('time').getAttribute('datetime'),
        sha: commit.querySelector('code.sha').textContent.trim(),
    }))));
    if (number === Number(pages)) break;
    const before = await page.$eval('li.commit h4', (title) => title.textContent);
    await page.click('a[rel=next]');
    await page.waitForFunction(
        (text) => ![null, undefined, text].includes(document.querySelector('li.commit h4')?.textContent), {}, before);
}

const seconds = (performance.now() - started) / 1000;
await browser.close();
console.log(JSON.stringify({ seconds, rows }));
