# SPDX-License-Identifier: MIT
"""The commits crawl with Crawl4AI: crawl_crawl4ai.py SITE PAGES FLAGS-AS-JSON [no-delay]"""
import asyncio
import json
import sys
import time

from crawl4ai import AsyncWebCrawler, BrowserConfig, CacheMode, CrawlerRunConfig, JsonCssExtractionStrategy
from crawl4ai.browser_manager import BrowserManager

SCHEMA = {
    "name": "Commits",
    "baseSelector": "li.commit",
    "fields": [
        {"name": "title", "selector": "h4", "type": "text", "transform": "strip"},
        {"name": "author", "selector": ".author", "type": "text", "transform": "strip"},
        {"name": "date", "selector": "time", "type": "attribute", "attribute": "datetime"},
        {"name": "sha", "selector": "code.sha", "type": "text", "transform": "strip"},
    ],
}
NEXT = """window.firstTitle = document.querySelector('li.commit h4').textContent;
document.querySelector('a[rel=next]').click();"""
CHANGED = """js:() => {
    const title = document.querySelector('li.commit h4');
    return title && title.textContent !== window.firstTitle;
}"""


def use_debians_chromium():
    """Crawl4AI has no option for the browser's path, and one browser for all is the point of the comparison."""
    arguments = BrowserManager._build_browser_args
    BrowserManager._build_browser_args = lambda self: {**arguments(self), "executable_path": "/usr/bin/chromium"}


async def main(site, pages, flags, delay):
    use_debians_chromium()
    common = dict(session_id="commits", cache_mode=CacheMode.BYPASS, verbose=False,
                  extraction_strategy=JsonCssExtractionStrategy(SCHEMA), **delay)
    browser = BrowserConfig(headless=True, viewport_width=1280, viewport_height=800, verbose=False, extra_args=flags)
    async with AsyncWebCrawler(config=browser) as crawler:
        started = time.perf_counter()
        rows = []
        for number in range(pages):
            if number == 0:
                config = CrawlerRunConfig(wait_for="css:li.commit", **common)
            else:
                config = CrawlerRunConfig(js_only=True, js_code_before_wait=NEXT, wait_for=CHANGED, **common)
            result = await crawler.arun(url=f"{site}/commits", config=config)
            if not result.success:
                sys.exit(f"page {number + 1}: {result.error_message}")
            rows += json.loads(result.extracted_content)
        seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "rows": rows}))


# By default it waits 0.1 s before each answer, whatever the conditions say.
NO_DELAY = {"delay_before_return_html": 0} if "no-delay" in sys.argv else {}
asyncio.run(main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), NO_DELAY))
