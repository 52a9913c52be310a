// SPDX-License-Identifier: MIT
//
// foray.selectors.all(selector, root, limit) -> elements in document order.
//
// A selector is a string or a path of strings: part i finds hosts, part i + 1 searches their open shadow roots. Parts:
//   css/… or no prefix      xpath/…       text/…  the smallest elements that contain the text
//   aria/Name[role="button"], name and role each optional      testid/…  data-testid and its like
//   label/…  placeholder/…  alt/…  title/…  the whole text, case-sensitive, white space squashed
//   pierce/…  CSS, in every open shadow root too
// A path of one part that matches nothing outside shadow roots is looked for inside the open ones.
//
// foray.selectors.parse(part) -> {kind, body}; foray.selectors.text(selector) -> how messages write it.

(() => {
  'use strict';

  const { dom, error, squash, roles } = foray;
  const testIds = ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa'];

  const valueButtons = 'input[type=submit i],input[type=button i],input[type=reset i]';

  const parse = (part) => {
    const match = /^(css|xpath|text|aria|testid|label|placeholder|alt|title|pierce)\/(.*)$/s.exec(part);
    return match ? { kind: match[1], body: match[2] } : { kind: 'css', body: part };
  };
  const textOf = (selector) =>
    []
      .concat(selector)
      .map((part) => {
        const { kind, body } = parse(part);
        return `${kind}/${body}`;
      })
      .join(' >>> ');

  const quoted = (value) => `"${CSS.escape(value)}"`;
  const invalid = (part, why) => error('invalid selector', `The selector '${foray.cut(part, 200)}' is not valid: ${why}.`);

  const firstOf = (elements, limit, fits) => {
    const found = [];
    for (let i = 0; i < elements.length && found.length < limit; ++i) {
      if (fits(elements[i])) {
        found.push(elements[i]);
      }
    }
    return found;
  };

  const byCss = (body, root, limit = Infinity) => {
    try {
      return firstOf(dom.list(root, body), limit, () => true);
    } catch {
      throw invalid(
        `css/${body}`,
        body.includes(':has(') ? "this browser's CSS has no :has()" : 'it is not CSS that this browser understands',
      );
    }
  };

  const xpath = (body, root) => {
    // A shadow root cannot be the context node of an XPath, but its child's parent can.
    const inShadow = root instanceof ShadowRoot;
    const context = inShadow ? dom.childrenOf(root)[0] : root;
    if (!context) {
      return [];
    }
    const start = inShadow ? '..' : '.';
    const path = root instanceof Document ? body : body.replace(/(^|[(|])\s*\.?(?=\/)/g, `$1${start}`);
    let result = null;
    try {
      result = Document.prototype.evaluate.call(document, path, context, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    } catch {
      throw invalid(`xpath/${body}`, 'it is not an XPath that gives nodes');
    }
    return Array.from({ length: result.snapshotLength }, (_, i) => result.snapshotItem(i)).filter(
      (node) => node instanceof Element,
    );
  };

  const untold = new Set(['script', 'style', 'noscript', 'template', 'head', 'title']);
  const ownText = (element) => {
    if (dom.all(element, 'script,style,noscript,template').length === 0) {
      return squash(dom.text(element));
    }
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Text
        ? NodeFilter.FILTER_ACCEPT
        : untold.has(dom.tag(node))
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_SKIP,
    );
    let joined = '';
    while (walker.nextNode()) {
      joined += walker.currentNode.data;
    }
    return squash(joined);
  };
  // The smallest elements that contain the text. `word` stands in it: most nodes are ruled out by that alone, which takes no
  // squashing. The next look may say yes too often; ownText decides.
  const containing = (node, { want, word, limit }, found) => {
    let inside = false;
    for (const child of dom.childrenOf(node)) {
      if (found.length >= limit) {
        break;
      }
      const text = dom.text(child);
      if (!text.includes(word) || untold.has(dom.tag(child)) || !squash(text).includes(want)) {
        continue;
      }
      if (containing(child, { want, word, limit }, found)) {
        inside = true;
      } else if (ownText(child).includes(want)) {
        found.push(child);
        inside = true;
      }
    }
    return inside;
  };
  const longest = (words) => words.reduce((a, b) => (b.length > a.length ? b : a), '');
  const byText = (body, root, limit) => {
    const want = squash(body);
    if (!want) {
      throw invalid(`text/${body}`, 'there is no text in it');
    }
    const found = dom.all(root, valueButtons).filter((button) => squash(button.value).includes(want));
    containing(root, { want, word: longest(want.split(' ')), limit }, found);
    return found;
  };

  const parseAria = (body) => {
    const wanted = { role: '', name: null };
    const rest = body.replace(/\[\s*(name|role)\s*=\s*(["'])(.*?)\2\s*\]/g, (_, key, quote, value) => {
      wanted[key] = value;
      return '';
    });
    wanted.role = wanted.role.toLowerCase();
    wanted.name = squash(wanted.name ?? rest);
    if (!wanted.name && !wanted.role) {
      throw invalid(`aria/${body}`, 'it needs a name or [role="…"]');
    }
    return wanted;
  };

  // Computing a name is slow; most elements cannot have the wanted one, as the text in and around them shows. Text from CSS
  // (::before) is not in it, so an element all of whose words are in the name is a second choice.
  const mayHaveName = ({ element, text, words, anyName }, name, wantedWords) => {
    if (anyName || wantedWords.every((word) => text.includes(word))) {
      return 2;
    }
    if (/^(Submit|Reset)/.test(name) && dom.tag(element) === 'input') {
      return 2; // names the browser gives
    }
    return words.every((word) => name.includes(word)) ? 1 : 0;
  };
  const aria = (body, root, limit) => {
    const wanted = parseAria(body);
    const cache = new Map();
    const words = wanted.name.split(' ');
    const hasRole = (element) => !wanted.role || roles.of(element) === wanted.role;
    const found = [];
    const add = (elements, fits) => {
      for (const element of elements) {
        if (found.length < limit && fits(element) && hasRole(element) && !roles.hidden(element, cache)) {
          found.push(element);
        }
      }
    };
    const css = roles.css(wanted.role);
    if (!wanted.name) {
      add(dom.list(root, css), () => true);
      return found;
    }
    const isWithin = (element) => !(root instanceof Element) || (element !== root && dom.contains(root, element));
    const chances = [[], [], []];
    for (const known of foray.pageIndex(root).nameTexts(css)) {
      chances[mayHaveName(known, wanted.name, words)].push(known.element);
    }
    for (const elements of [chances[2], chances[1]]) {
      add(elements, (element) => isWithin(element) && roles.name(element) === wanted.name);
    }
    return found;
  };

  const labelText = (label) => {
    let joined = '';
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Text
        ? NodeFilter.FILTER_ACCEPT
        : dom.matches(node, 'select,textarea,button,script,style')
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_SKIP,
    );
    while (walker.nextNode()) {
      joined += walker.currentNode.data;
    }
    return squash(joined);
  };
  const labelled = (element, want) =>
    (dom.attr(element, 'aria-labelledby') ?? '').split(/\s+/).some((id) => {
      const label = id && dom.byId(dom.rootOf(element), id);
      return label && squash(dom.text(label)) === want;
    });
  const byLabel = (body, root, limit) => {
    const want = squash(body);
    const controls = firstOf(dom.list(root, 'label'), limit, (label) => labelText(label) === want && Boolean(label.control)).map(
      (label) => label.control,
    );
    const others = firstOf(
      dom.list(root, '[aria-label],[aria-labelledby]'),
      limit,
      (element) => squash(dom.attr(element, 'aria-label')) === want || labelled(element, want),
    );
    return controls.concat(others);
  };

  const byAttribute = (name) => (body, root, limit) =>
    firstOf(dom.list(root, `[${name}]`), limit, (element) => squash(dom.attr(element, name)) === squash(body));

  const finders = {
    css: byCss,
    xpath,
    text: byText,
    aria,
    label: byLabel,
    placeholder: byAttribute('placeholder'),
    alt: byAttribute('alt'),
    title: byAttribute('title'),
    testid: (body, root) => dom.all(root, testIds.map((name) => `[${name}=${quoted(body)}]`).join(',')),
    pierce: (body, root) => [root, ...foray.shadowRoots(root)].flatMap((part) => byCss(body, part)),
  };

  const inOrder = (elements) => {
    const unique = Array.from(new Set(elements));
    return unique.sort((a, b) =>
      dom.rootOf(a) !== dom.rootOf(b) ? 0 : dom.position(a, b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
  };

  const findIn = ({ kind, body }, root, limit) => inOrder(finders[kind](body, root, limit));

  // With a limit the costly kinds stop once they have found so many: to know that there are several, two are enough.
  const all = (selector, root = document, limit = Infinity) => {
    const parts = [].concat(selector).map(String).map(parse);
    if (parts.length === 0 || parts.some((part) => !part.body)) {
      throw invalid(textOf(selector), 'it is empty');
    }
    let found = findIn(parts[0], root, parts.length === 1 ? limit : Infinity);
    if (parts.length === 1 && found.length === 0 && parts[0].kind !== 'xpath') {
      return foray.shadowRoots(root).flatMap((shadow) => findIn(parts[0], shadow, limit));
    }
    for (const part of parts.slice(1)) {
      found = found
        .map(dom.shadow)
        .filter(Boolean)
        .flatMap((shadow) => findIn(part, shadow, Infinity));
    }
    return found;
  };

  foray.selectors = { all, parse, text: textOf, ownText, labelText, testIds, valueButtons };
})();
