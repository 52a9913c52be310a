# SPDX-License-Identifier: MIT
"""Extraction with Crawl4AI's JsonCss: extract_crawl4ai.py HTML-FILE SCHEMA-FILE TIMES; the first one is not counted."""
import json
import sys
import time

from crawl4ai import JsonCssExtractionStrategy

with open(sys.argv[1], encoding="utf-8") as file:
    html = file.read()
with open(sys.argv[2], encoding="utf-8") as file:
    strategy = JsonCssExtractionStrategy(json.load(file))
times = []
for _ in range(int(sys.argv[3]) + 1):
    started = time.perf_counter()
    rows = strategy.extract("http://127.0.0.1/", html)
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps({"from html": times[1:], "rows": rows}))
