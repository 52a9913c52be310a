// SPDX-License-Identifier: MIT
//
// foray.selectorsFor(element, root) -> selectors that mean this element alone below root today, each a path, best first. An
// element inside open shadow roots gets paths of several parts.
// foray.means(path, element) -> whether such a path still means this element alone
// foray.retarget(element) -> what a click on it is meant for: the button, link or label around an icon.
// foray.cssOf(element), foray.xpathOf(element) -> one plain selector each, whatever it takes; " >>> " enters a shadow root.
// foray.target(element) -> {selectors, fingerprint}, as the recorder writes it.

(() => {
  'use strict';

  const { dom, squash, roles, selectors, anchors, scores } = foray;
  const { nodeTest, positionOf, parentIn } = foray.cssPath;

  const enough = 2; // with so many selectors that do not count siblings, those that do are left out

  const alone = (selector, element, root) => {
    try {
      const found = selectors.all(selector, root, 2);
      return found.length === 1 && found[0] === element;
    } catch {
      return false; // a name may hold what a selector cannot say
    }
  };

  const cssFor = (element, root, counting) => {
    const found = foray.cssPath(element, root, counting);
    const entry = found && { selector: `css/${found.css}`, score: scores.css + found.positions * scores.part.nth };
    return entry && alone(entry.selector, element, root) ? entry : null;
  };

  // -- XPath: by the row's own text, by positions -----------------------------------------------------------------

  const literal = (text) => (text.includes('"') ? `'${text}'` : `"${text}"`);
  const stepTo = (element) => {
    const { index, count } = dom.parent(element) ? positionOf(element) : { index: 1, count: 1 };
    return `/${nodeTest(element)}${count > 1 ? `[${index}]` : ''}`;
  };
  const stepsTo = (element, ancestor) =>
    element === ancestor ? '' : stepsTo(dom.parent(element), ancestor) + stepTo(element);

  const inline = new Set(['td', 'th', 'span', 'b', 'i', 'a']);
  // The nearest ancestors, or the element itself, that have siblings of their kind.
  const rowsOf = (element, root) => {
    const rows = [];
    for (let node = element; node && rows.length < 3; node = parentIn(node, root)) {
      if (dom.parent(node) && !inline.has(dom.tag(node)) && positionOf(node).count > 1) {
        rows.push(node);
      }
    }
    return rows;
  };
  const keyTags = 'h1,h2,h3,h4,h5,h6,th,strong,b,a,td,dt,label,[itemprop=name],span,p,div';
  const tells = (text) => text.length > 2 && text.length <= 60 && /\p{L}/u.test(text) && !anchors.volatile(text);
  const quotable = (text) => !(text.includes('"') && text.includes("'"));
  // XPath's normalize-space() knows fewer spaces; a text with others it would not find again.
  const squashedForXPath = (text) => (/[\u00a0\u00ad\u2000-\u200b\u202f\u3000]/.test(text) ? '' : squash(text));
  // What a person would tell the row by, as XPath of the row: texts of other elements in it, then its own.
  const keysOf = (row, element) => {
    const tag = nodeTest(row);
    const keys = keyTags
      .split(',')
      .flatMap((css) => Array.from(dom.list(row, css)).slice(0, 3))
      .filter((node) => dom.childrenOf(node).length === 0 && (row === element || !dom.contains(element, node)))
      .map((node) => ({ node, text: squashedForXPath(dom.text(node)) }))
      .filter(({ text }) => tells(text) && quotable(text))
      .slice(0, 4)
      .map(({ node, text }) => {
        let level = 1;
        for (let outer = dom.parent(node); outer !== row; outer = dom.parent(outer)) {
          level += dom.tag(outer) === dom.tag(row) ? 1 : 0;
        }
        return { text, node, level, xpath: `//${nodeTest(node)}[normalize-space()=${literal(text)}]/ancestor::${tag}[${level}]` };
      });
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    const own = squashedForXPath(texts.nextNode()?.data ?? '');
    return tells(own) && quotable(own) && !dom.contains(element, texts.currentNode)
      ? [...keys, { text: '', own, xpath: `//${tag}[contains(normalize-space(),${literal(own)})]` }]
      : keys;
  };
  const within = (row, element) => {
    if (row === element) {
      return '';
    }
    const test = nodeTest(element);
    const text = squash(dom.text(element));
    const alike = Array.from(dom.list(row, CSS.escape(dom.tag(element))));
    if (alike.length === 1) {
      return `//${test}`;
    }
    const told = alike.filter((other) => squash(dom.text(other)) === text);
    return tells(text) && quotable(text) && told.length === 1
      ? `//${test}[normalize-space()=${literal(text)}]`
      : stepsTo(element, row); // a column is a better place to count in than a list
  };
  const ancestorOf = (node, tag, level) => {
    let above = dom.parent(node);
    for (let left = level; above instanceof Element; above = dom.parent(above)) {
      left -= dom.tag(above) === tag ? 1 : 0;
      if (left === 0) {
        return above;
      }
    }
    return null;
  };
  // What index.texts knows it takes no XPath to know, which is slow on long pages.
  const isOnly = (key, row, root, index) => {
    const { text, node, level, own } = key;
    if (index.root !== root) {
      return alone(`xpath/${key.xpath}`, row, root);
    }
    if (text) {
      if (index.count(text) === 1) {
        return true;
      }
      const alike = index.texts(dom.tag(node)).get(text) ?? [];
      const rows = new Set(alike.map((each) => ancestorOf(each, dom.tag(row), level)));
      rows.delete(null);
      return rows.size === 1 && rows.has(row) && (index.isWhole(dom.tag(node)) || alone(`xpath/${key.xpath}`, row, root));
    }
    const rows = Array.from(dom.childrenOf(dom.parent(row))).slice(0, 50);
    const isShared = rows.some((other) => other !== row && dom.tag(other) === dom.tag(row) && squash(dom.text(other)).includes(own));
    return !isShared && alone(`xpath/${key.xpath}`, row, root);
  };
  const rowPath = (element, root) => {
    const index = foray.pageIndex(root);
    for (const row of rowsOf(element, root)) {
      const inner = within(row, element);
      // The row itself must be the only one, or it would be the rest that tells the element.
      const key = keysOf(row, element).find((each) => isOnly(each, row, root, index));
      const selector = key && `xpath/${key.xpath}${inner}`;
      if (key && (!inner.includes('(') || alone(selector, element, root))) {
        return { selector, score: scores.row };
      }
    }
    return null;
  };
  const positions = (element, root) => {
    let steps = '';
    for (let node = element; node instanceof Element && node !== root; node = dom.parent(node)) {
      const id = dom.id(node);
      if (node !== element && anchors.stableWord(id) && dom.list(root, `#${CSS.escape(id)}`).length === 1) {
        return { selector: `xpath///*[@id=${literal(id)}]${steps}`, score: scores.xpath };
      }
      steps = stepTo(node) + steps;
    }
    return { selector: `xpath/${steps}`, score: scores.xpath };
  };

  // -- What it is called ------------------------------------------------------------------------------------------

  const named = (kind, value, score = scores[kind]) => ({ selector: `${kind}/${value}`, score });
  const called = (element) => {
    const testId = selectors.testIds.map((name) => dom.attr(element, name)).find(Boolean);
    const role = roles.of(element);
    const name = role && roles.name(element);
    const usable = (text) => Boolean(text) && text.length <= 80 && !anchors.volatile(text);
    const isField = dom.matches(element, 'input,select,textarea,[contenteditable],meter,progress,output');
    const labels = isField ? Array.from(element.labels ?? [], selectors.labelText) : [];
    const list = [
      testId && anchors.stableWord(testId.replace(/[\s:]/g, '-')) && named('testid', testId),
      usable(name) && !/[[\]]/.test(name) && { selector: `aria/${name}[role="${role}"]`, score: scores.aria },
      usable(labels[0]) && named('label', labels[0]),
      ...['placeholder', 'alt', 'title'].map((attribute) => {
        const value = squash(dom.attr(element, attribute));
        return usable(value) && named(attribute, value);
      }),
      anchors.stableWord(dom.id(element)) && { selector: `css/#${CSS.escape(dom.id(element))}`, score: scores.id },
    ];
    return list.filter(Boolean);
  };
  // Where all that the document has of a text is within the element, it takes no search to know that it means this one.
  const meansByText = (part, element, root, text) => {
    const index = foray.pageIndex(root);
    const buttons = index.elements(selectors.valueButtons);
    if (root !== document || buttons.some((button) => squash(button.value).includes(part))) {
      return alone(`text/${part}`, element, root);
    }
    return index.count(part) === squash(text).split(part).length - 1 && selectors.all(`text/${part}`, element, 1).length === 0;
  };
  const byText = (element, root) => {
    const isButton = dom.matches(element, selectors.valueButtons);
    if (!isButton && dom.matches(element, 'input,textarea,select,option,html,body,[contenteditable]')) {
      return null; // what was typed says nothing
    }
    if (!isButton && (dom.text(element).length > 1000 || dom.childrenOf(element).length > 8)) {
      return null;
    }
    const text = isButton ? element.value : selectors.ownText(element);
    const part = anchors.texts(text).find((candidate) => meansByText(candidate, element, root, text));
    return part ? named('text', part) : null;
  };

  const inOneRoot = (element, root) => {
    const total = ({ selector, score }) => score + selector.length * scores.character;
    const sturdy = called(element).filter(({ selector }) => alone(selector, element, root));
    sturdy.push(byText(element, root));
    const counting = sturdy.filter(Boolean).length < enough;
    const found = [...sturdy, cssFor(element, root, counting)].filter(Boolean);
    if (found.filter(({ score }) => score < scores.positional).length < enough) {
      found.push(rowPath(element, root), positions(element, root));
    }
    return found
      .filter(Boolean)
      .sort((a, b) => total(a) - total(b))
      .map(({ selector }) => selector);
  };

  const selectorsFor = (element, root = document) => {
    const own = dom.rootOf(element);
    if (!(own instanceof ShadowRoot) || dom.rootOf(root) === own) {
      return inOneRoot(element, root).map((selector) => [selector]);
    }
    const host = selectorsFor(own.host, root)[0];
    return host ? inOneRoot(element, own).map((selector) => [...host, selector]) : [];
  };

  const usedByPeople =
    'a[href],button,label,summary,input,select,textarea,[role=button],[role=link],[role=tab],[role=option],[role=checkbox],' +
    '[role=radio],[role=switch],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem]';
  const retarget = (element) => {
    for (let node = element; node; node = dom.flatParent(node)) {
      if (dom.matches(node, usedByPeople)) {
        return node;
      }
    }
    return element;
  };

  // One CSS selector, and one XPath of positions, for people and other programs; in a shadow root they begin at that root.
  const everyStep = (element) => {
    const parts = [];
    for (let node = element; node; node = parentIn(node, document)) {
      parts.unshift(`${CSS.escape(dom.tag(node))}:nth-of-type(${positionOf(node).index})`);
    }
    return parts.join(' > ');
  };
  const cssOf = (element) => {
    const root = dom.rootOf(element);
    const id = anchors.stableWord(dom.id(element)) ? `css/#${CSS.escape(dom.id(element))}` : '';
    const found = id && alone(id, element, root) ? { selector: id } : cssFor(element, root, true);
    const own = found ? found.selector.slice('css/'.length) : everyStep(element);
    return root instanceof ShadowRoot ? `${cssOf(root.host)} >>> ${own}` : own;
  };
  // By positions alone, which repeat nothing that a page says: a selector as in a target.
  const placeOf = (element) => {
    const root = dom.rootOf(element);
    let steps = '';
    for (let node = element; node instanceof Element; node = dom.parent(node)) {
      const around = dom.parent(node) ? Array.from(dom.childrenOf(dom.parent(node))) : [node];
      steps = `/*[${around.indexOf(node) + 1}]${steps}`;
    }
    return [...(root instanceof ShadowRoot ? placeOf(root.host) : []), `xpath/${steps}`];
  };
  const xpathOf = (element) => positions(element, dom.rootOf(element)).selector.slice('xpath/'.length);

  foray.selectorsFor = selectorsFor;
  foray.means = (path, element) => {
    const found = path.length === 1 ? null : selectors.all(path, document, 2);
    return found ? found.length === 1 && found[0] === element : alone(path[0], element, document);
  };
  foray.cssOf = cssOf;
  foray.everyStep = everyStep;
  foray.placeOf = placeOf;
  foray.xpathOf = xpathOf;
  foray.retarget = retarget;
  foray.target = (element) => ({
    selectors: selectorsFor(element).map((path) => (path.length === 1 ? path[0] : path)),
    fingerprint: foray.fingerprint(element),
  });
})();
