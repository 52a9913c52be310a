#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes random schemas and documents, lets Crawl4AI extract from them, and writes cases like those of extraction.json.

usage: compare_crawl4ai.py [--seed N] [--count N] [--longest BYTES] [--crawl4ai PATH] > tests/extract/more.json

Needs Python with Crawl4AI. The rows depend on its parsers: more.json was made with beautifulsoup4 4.14.3, soupsieve 2.7 and
lxml 4.9.2, the versions of extraction.json (pip install --target DIR, then PYTHONPATH=DIR).
"""
import argparse
import importlib.metadata
import json
import logging
import random
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

WORDS = ["Alpha", "beta  gamma", " padded ", "naïve café", "Straße", "漢字", "🙂 smile", "a\u00a0b", "x\u200by", "İstanbul", "ΟΔΟΣ", "€ 1,234.50",
         "12 items", "2024-05-17", "tel: +49 30 123", "mixed\n line", "<&>", "\"q\" 'a'", "", "0", "ﬁn", "\u3000wide\u3000", "line\u2028sep"]
CLASSES = ["title", "price", "x", "y", "item", "on", "md:w-1", "Big"]
INLINE = ["b", "i", "span", "em", "a", "code", "small"]
BLOCK = ["div", "p", "section", "ul", "h3", "table", "article", "blockquote", "pre", "dl"]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


EXTRAS = ['<noscript><img src="l.png" alt="lazy"><b class="x">ns</b></noscript>', '<template><b class="x">t <i>u</i></b></template>',
          '<script>var a = "<b>" && 1;</script>', "<style>.x > b {}</style>", "<ruby>漢<rp>(</rp><rt>kan <b>x</b></rt><rp>)</rp></ruby>",
          '<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient><path d="M0"></path></svg>',
          "<select><option>one</option><option selected='' value='2'>two</option></select>", "<textarea> a &lt;b \n </textarea>",
          '<iframe src="about:blank"><b class="x">none</b></iframe>', '<label for="n1 n2">l</label>', '<button type="SUBMIT" lang="EN">Go</button>']


class Documents:
    def __init__(self, rng):
        self.rng = rng

    def attributes(self, tag):
        rng = self.rng
        out = ""
        if rng.random() < .6:
            out += ' class="%s"' % " ".join(rng.sample(CLASSES, rng.randint(1, 2)))
        if rng.random() < .25:
            out += ' id="n%d"' % rng.randint(1, 5)
        if rng.random() < .3:
            out += ' data-k="%s"' % escape(rng.choice(WORDS)).replace('"', "&quot;").replace("\n", " ")
        if tag == "a":
            out += ' href="/p/%d?a=1&amp;b=2"' % rng.randint(1, 99)
            if rng.random() < .3:
                out += ' rel="nofollow %s"' % rng.choice(["next", "noopener"])
        return out

    def inline(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < .5 or depth > 3:
            return escape(rng.choice(WORDS))
        if kind < .6:
            return rng.choice(["<br>", "<!-- note -->", '<img src="i.png" alt="pic">', "<input value='v' disabled=''>", "\n   "])
        tag = rng.choice(INLINE)
        content = "".join(self.plain(depth + 1, tag) for _ in range(rng.randint(0, 3)))
        return f"<{tag}{self.attributes(tag)}>{content}</{tag}>"

    def plain(self, depth, tag):
        # No link inside of a link, no paragraph-breaking: what every parser reads alike.
        text = self.inline(depth)
        return escape(self.rng.choice(WORDS)) if tag == "a" and "<a" in text else text

    def block(self, depth):
        rng = self.rng
        if rng.random() < .15:
            return f"<div>{rng.choice(EXTRAS)}</div>"
        tag = rng.choice(BLOCK)
        head = f"<{tag}{self.attributes(tag)}>"
        lines = lambda: "".join(self.plain(2, "") for _ in range(rng.randint(0, 3)))
        if tag in ("p", "h3", "pre"):
            return f"{head}x{lines()}</{tag}>"
        if tag == "ul":
            return head + "".join(f"<li{self.attributes('li')}>{lines()}</li>\n" for _ in range(rng.randint(0, 4))) + "</ul>"
        if tag == "dl":
            return head + "".join(f"<dt>{lines()}</dt><dd>{lines()}</dd>" for _ in range(rng.randint(0, 2))) + "</dl>"
        if tag == "table":
            rows = "".join("<tr%s>%s</tr>" % (self.attributes("tr"), "".join(f"<td{self.attributes('td')}>{lines()}</td>"
                           for _ in range(rng.randint(1, 3)))) for _ in range(rng.randint(1, 3)))
            return f"{head}<tbody>{rows}</tbody></table>"
        inner = "".join(self.block(depth + 1) if depth < 2 and rng.random() < .5 else self.plain(2, "") for _ in range(rng.randint(0, 3)))
        return f"{head}{inner}</{tag}>"

    def document(self):
        rng = self.rng
        items = "".join('<div class="item%s"%s>%s</div>\n' % (rng.choice(["", " on", " x y"]), rng.choice(["", ' id="i1"', ' data-k="7"']),
                        "".join(self.block(0) for _ in range(rng.randint(0, 3)))) for _ in range(rng.randint(1, 3)))
        return f"<!DOCTYPE html><html><head><title>T</title></head><body>{items}</body></html>"


CSS_BASES = ["div.item", "div.item", "body  > div", "div:visible", ".item.on", "body > div", "div.item:has(p)", "li", "tr", "div, li", "div.item:not(.on)", "html", "[data-k]"]
CSS_SELECTORS = ["p", "a", "b", "span", ".title", ".price", "li", "td", "h3", "p b", "div > p", ":scope > p", ":scope > *", "a[href]", "a[href*='1']",
                 "[data-k]", "[class~=x]", "[class^='t']", "[class='x y']", "[class$=y]", "[rel=next]", "[rel~=next]", "a:not(.x)", "p:first-child",
                 "li:nth-child(2)", "li:nth-child(odd)", "td:last-child", "b:empty", "p:has(b)", "p:has(> i)", ":is(b, i)", "p:-soup-contains('a')",
                 "p:contains('Alpha', 'beta')", "li + li", "h3 ~ p", "#n1", ".md\\:w-1", "*", "p:nth-of-type(2)", "li:nth-child(1 of .x)", "[data-k!='7']",
                 "> p", "p  > b", "p::text", "p:visible", "#1x", "li:nth-last-child(1)", ":root", "a:link", "input:disabled", ".big", "P", "[data-K]",
                 "p:not(:has(b))", "noscript b", "template b", "template", "ruby", "rt", "rt b", "script", "svg", "linearGradient", "lineargradient",
                 "[viewbox]", "option:checked", "iframe b", "button[type=submit]", "[lang=en]", "[lang='EN']", ":lang(en)", "label[for='n1 n2']", "div > :not(p, a)",
                 "div:empty", "a:any-link", "select > option:nth-child(n+2)", "p b, li b", "b,i", "[data-k*='A' i]", "[ class = x ]", ":is(p, :hover) b", ":not(p) > b", "span:-soup-contains-own(e)", "body p", ":scope", "b:only-child", "td:only-of-type", "p:hover", "p:where(.x, .y)"]
XPATH_BASES = ["//div[contains(@class,'item')]", "//div[@class='item']", "//li", "//tr", "//body/div", "//div[.//p]", "//p[b]", "/html/body/div[1]"]
XPATH_SELECTORS = [".//p", "//b", "./p", "p", "p b", "div > p", ".//a/@href", ".//li[2]", ".//li[last()]", ".//p/text()", ".//*[@data-k]",
                   ".//*[contains(@class,'x')]", "h3", ".//a[contains(@href,'1')]", "./*", ".//p[normalize-space()='x']", ".//td[1]", ".//b/..", ".title",
                   "(.//p)[1]", "count(.//p)", ".//p[", ".//i|.//b", "./following-sibling::div", "ancestor::body", ".", ".//noscript/b", ".//template//b", ".//script",
                   ".//option[@selected]", ".//iframe/b", ".//comment()", ".//node()"]
PATTERNS = [r"(\d+)", r"\d+", r"([\d,.]+)", r"(?P<y>\d{4})-(\d\d)", r"(\w+)", r"^(.{3})", r"(\S+)$", r"(?i)(alpha)", r"x(.*)", r"([^\W\d]+)", r"(\bb\w+)",
            r"(a|b)+", r"(?:€|\$)\s*([\d,]+)", r"(?<=:)\s*(\S+)", r"(", r"(?<n>x)", r"(z)?", r"[\s](\w)", r"(.)\1", r"\A(.)", r"(.)\Z", r"(?s)(x.*)", r"([]x]+)"]


class Schemas:
    def __init__(self, rng, engine):
        self.rng = rng
        self.selectors = CSS_SELECTORS if engine == "css" else XPATH_SELECTORS
        self.bases = CSS_BASES if engine == "css" else XPATH_BASES
        self.engine = engine
        self.count = 0

    def field(self, depth=0, inside_list=False):
        rng = self.rng
        self.count += 1
        field = {"name": rng.choice(["a", "b", f"f{self.count}", f"f{self.count}", str(rng.randint(1, 30))])}
        if rng.random() < .85:
            field["selector"] = rng.choice(self.selectors)
        kinds = ["text"] * 4 + ["attribute"] * 3 + ["html"] * 2 + ["regex"] * 2 + [["attribute", "regex"], ["text", "regex"], ["html", "regex"]]
        if depth < 2 and not inside_list:
            kinds += ["nested", "list", "nested_list"] * 2 + ["computed"]
        kind = field["type"] = rng.choice(kinds)
        if "attribute" in kind:
            field["attribute"] = rng.choice(["class", "href", "data-k", "id", "rel", "alt", "data-K"])
        if "regex" in kind:
            field["pattern"] = rng.choice(PATTERNS)
            if rng.random() < .4:
                field["group"] = rng.choice([0, 1, 2, "y"])
        if kind == "computed":
            field["expression"] = "1"
        if kind in ("nested", "list", "nested_list"):
            field["fields"] = [self.field(depth + 1, kind == "list") for _ in range(rng.randint(1, 3))]
        if rng.random() < .25:
            field["transform"] = rng.choice(["strip", "lowercase", "uppercase", "title"])
        if rng.random() < .35:
            field["default"] = rng.choice(["D", None, 0, False, [], {"k": 1}, ""])
        if rng.random() < .06 and not inside_list:
            field["source"] = rng.choice(["+ div", "+ div.on", "+ *", "+", "- div", "+ .x"])
        return field

    def schema(self):
        rng = self.rng
        schema = {"baseSelector": rng.choice(self.bases), "fields": [self.field() for _ in range(rng.randint(1, 4))]}
        if rng.random() < .2:
            schema["baseFields"] = [{"name": "base", "type": "attribute", "attribute": rng.choice(["class", "id", "data-k"])}]
        return schema


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--longest", type=int, default=560, help="longer cases are left out")
    options.add_argument("--crawl4ai", help="a folder to import crawl4ai from, after all others")
    arguments = options.parse_args()
    if arguments.crawl4ai:
        sys.path.append(arguments.crawl4ai)
    from crawl4ai.extraction_strategy import JsonCssExtractionStrategy, JsonXPathExtractionStrategy
    strategies = {"css": JsonCssExtractionStrategy, "xpath": JsonXPathExtractionStrategy}
    cases = []
    number = -1
    while len(cases) < arguments.count:
        number += 1
        rng = random.Random(arguments.seed * 100003 + number)
        engine = "xpath" if number % 4 == 3 else "css"
        case = {"label": f"random {number}", "engine": engine, "schema": Schemas(rng, engine).schema(), "html": Documents(rng).document()}
        try:
            rows = strategies[engine](schema=case["schema"]).run("http://test/", [case["html"]])
            case |= {"ok": True, "result": json.loads(json.dumps(rows, default=str, ensure_ascii=False))}
        except Exception as error:
            case |= {"ok": False, "error": type(error).__name__}
        dull = not case.get("result") and rng.random() < .95
        if dull or len(json.dumps(case, ensure_ascii=False)) > arguments.longest:
            continue
        cases.append(case)
    versions = {name: importlib.metadata.version(name) for name in ("crawl4ai", "beautifulsoup4", "soupsieve", "lxml")}
    json.dump({**versions, "cases": cases}, sys.stdout, ensure_ascii=False, indent=None, separators=(",", ":"))


if __name__ == "__main__":
    main()
