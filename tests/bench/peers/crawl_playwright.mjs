// SPDX-License-Identifier: MIT
// The commits crawl with Playwright: crawl_playwright.mjs SITE PAGES FLAGS-AS-JSON
import { chromium } from 'playwright-core';

const [site, pages, args] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: JSON.parse(args) });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const started = performance.now();
const rows = [];

await page.goto(`${site}/commits`, { waitUntil: 'domcontentloaded' });
const first = page.locator('li.commit h4').first();
for (let number = 1; ; number++) {
    rows.push(...await page.locator('li.commit').evaluateAll((commits) => commits.map((commit) => ({
        title: commit.querySelector('h4').textContent.trim(),
        author: commit.querySelector('.author').textContent.trim(),
        date: commit.querySelector('time').getAttribute('datetime'),
        sha: commit.querySelector('code.sha').textContent.trim(),
    }))));
    if (number === Number(pages)) break;
    const before = await first.textContent();
    await page.getByRole('link', { name: 'Next', exact: true }).click();
    await page.waitForFunction(
        (text) => ![null, undefined, text].includes(document.querySelector('li.commit h4')?.textContent), before);
}

const seconds = (performance.now() - started) / 1000;
await browser.close();
console.log(JSON.stringify({ seconds, rows }));
