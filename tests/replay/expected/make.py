#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes what each sample plan must extract, from the demo site's own pages and data; Foray's extractor has no part in it.

    foray demo --port 8000 &  tests/replay/expected/make.py http://127.0.0.1:8000

Each file: {"exit": the run's exit code, "set": values the plan needs, "tables": {table: rows in the order of extraction}}.
"""
import html
import http.cookiejar
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request

SITE = sys.argv[1]
HERE = pathlib.Path(__file__).parent


def visitor():
    jar = http.cookiejar.CookieJar()
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))


def get(path, opener=None, data=None, headers=None):
    request = urllib.request.Request(SITE + path, data=data, headers=headers or {})
    with (opener or visitor()).open(request) as answer:
        return answer.read().decode()


def text(pattern, source):
    """What stands in the first group, as text: tags removed, entities resolved, trimmed."""
    found = re.search(pattern, source, re.S)
    return None if found is None else html.unescape(re.sub(r"<[^>]*>", "", found[1])).strip()


def row(source, **patterns):
    fields = {name: text(pattern, source) for name, pattern in patterns.items()}
    return {name: value for name, value in fields.items() if value is not None}


def blocks(tag, name, source):
    return re.findall(rf'<{tag} class="{name}".*?</{tag}>', source, re.S)


def commits(pages):
    return [{"title": c["title"], "author": c["author"], "date": c["datetime"], "sha": c["sha"]}
            for page in range(1, pages + 1)
            for c in json.loads(get(f"/api/commits?page={page}"))["commits"]]


def items(page, opener):
    return [row(block, name=r'class="name">(.*?)<', value=r'class="value">(.*?)<')
            for block in blocks("li", "item", get(f"/session/page{page}", opener))]


def card(product):
    return {"name": product["name"], "price": product["price"], "rating": product["rating"]}


def product(path):
    page = get(path)
    found = row(page, name=r"<h1>(.*?)</h1>", price=r'class="price">(.*?)<', sku=r'class="sku">(.*?)<',
                description=r'class="description">(.*?)</p>')
    found["specs"] = [row(line, name=r"<th[^>]*>(.*?)</th>", value=r"<td>(.*?)</td>")
                      for line in re.findall(r"<tr>.*?</tr>", page, re.S)]
    offers = re.search(r'<ul class="offers">(.*?)</ul>', page, re.S)[1]
    found["offers"] = [row(line, seller=r'class="seller">(.*?)<', price=r'class="offer-price">(.*?)<')
                       for line in re.findall(r"<li>.*?</li>", offers, re.S)]
    return found


def products(query=""):
    return json.loads(get("/api/shop?q=" + urllib.parse.quote(query)))["products"]


def basic_session():
    visitor1 = visitor()
    first = items(1, visitor1)
    second = get("/session/page2", visitor1)
    visit = text(r'class="state">(.*?)<', second)
    return {"items": first + items(2, visitor1), "visit": [{"visit": visit, "stored": visit}]}


def login_account():
    opener = visitor()
    form = get("/login", opener)
    fields = {"csrf": text(r'name="csrf" value="(.*?)"', form), "email": "demo@example.com", "password": "foray"}
    welcome = get("/login", opener, urllib.parse.urlencode(fields).encode())
    account = get("/account", opener)
    me = json.loads(get("/api/me", opener, headers={"Authorization": "Bearer " + text(r'data-token="(.*?)"', welcome)}))
    profile = row(account, name=r'class="user-name">(.*?)<', email=r'class="user-email">(.*?)<')
    profile |= {name: str(me[name]) for name in ("plan", "points", "city")}
    names = ("number", "date", "item", "total", "state")
    orders = [row(line, **{name: rf'<td class="{name}">(.*?)<' for name in names}) for line in blocks("tr", "order", account)]
    return {"profile": [profile], "orders": orders}


def load_more():
    batches = [json.loads(get(f"/api/shop/more?batch={n}"))["items"] for n in (1, 2, 3)]
    return {"items": [card(p) | {"link": p["href"]} for batch in batches for p in batch]}


def form_submission():
    return {"answer": [{"method": "POST", "name": "Ada Lovelace", "topic": "praise",
                        "message": "Two lines:\nthis is the second, with ünïcode & <signs>.", "copy": "yes"}]}


def multi_step():
    found = products("notebook")
    return {"found": [card(p) for p in found], "product": [product(p["href"]) for p in found[:2]]}


def killed_session():
    problem = text(r'class="missing[^>]*>(.*?)<', get("/session/page2"))
    return {"items": items(1, visitor()), "visit": [{"stored": "nothing", "problem": problem}]}


def popup_and_dialog():
    answers = [("/dialogs", "prompt: Ada"), ("/dialogs", "refused"), ("/popups/form", "-"), ("/popups", "none")]
    return {"outcome": [{"page": text(r"<h1>(.*?)</h1>", get(path)), "outcome": outcome} for path, outcome in answers]}


def shop_pages():
    pages = [json.loads(get(f"/api/shop?page={n}"))["products"] for n in range(1, 6)]
    return {"cards": [card(p) | {"link": p["href"]} for page in pages for p in page]}


def feed():
    posts = [p for start in range(0, 60, 10) for p in json.loads(get(f"/api/feed?from={start}"))["posts"]]
    return {"posts": [{"id": f"post-{p['id']}", "author": p["author"], "text": p["text"], "likes": str(p["likes"])} for p in posts]}


def frames():
    page = get("/frames/child")
    entries = [{"text": text(r">(.*?)<", entry)} for entry in blocks("li", "entry", page)]
    return {"frame": [{"title": text(r"<h1>(.*?)</h1>", page), "clicked": "Clicked 1 times", "entries": entries}] * 3}


def write(name, tables, exit_code=0, **more):
    expected = {"exit": exit_code, **more, "tables": tables}
    (HERE / f"{name}.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")


three_pages = {"commits": commits(3)}
for name in ("commits", "commits-reuse", "commits-full", "wait-by-hook", "js-click-and-wait"):
    write(name, three_pages)
write("basic-session", basic_session())
write("login-account", login_account(), set={"password": "foray"})
write("load-more-css-selector", load_more())
write("form-submission", form_submission())
write("multi-step", multi_step())
write("kill-session-finally", killed_session(), exit_code=1)
write("popup-and-dialog", popup_and_dialog())
write("shop-pages", shop_pages())
write("search-words", {"found": [card(p) for word in ("notebook", "chair") for p in products(word)]})
write("infinite-feed", feed())
write("shop-details", {"products": [product(p["href"]) for p in products()[:4]]})
write("iframes", frames())
