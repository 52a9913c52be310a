// SPDX-License-Identifier: MIT
//
// foray.detectPaging(near) -> [{kind, css, target, score}], best first: the ways to more of a list, which `near` is a row of, or null.
//   kind: next | more | numbers | infinite. For infinite css is the element that scrolls, '' for the page; target is null then.

(() => {
  'use strict';

  const { dom, squash, roles } = foray;

  const next =
    /^(next|older|forward|weiter|nächste|vorwärts|älter|suivant|plus ancien|siguiente|próxim[ao]|seguinte|avanti|successiv[ao]|volgende|nästa|neste|næste|seuraava|dalej|następn[ay]|další|следующая|вперед|вперёд|далее|下一页|下一頁|下页|次へ|次のページ|다음|التالي|הבא|sonraki|επόμενη|tiếp|selanjutnya)(?![\p{L}\p{N}])|^(下一页|下一頁|下页|次へ|次のページ|다음)/iu;
  const more =
    /\b(load|show|see|view)\s+(\d+\s+)?more\b|\bmore\s+(results|items|posts|products)\b|mehr (laden|anzeigen)|weitere (laden|anzeigen)|(afficher|charger|voir) plus|(cargar|ver|mostrar) más|(carregar|ver|mostrar) mais|(carica|mostra) altr[oi]|meer (laden|tonen)|(ladda|visa) fler|(pokaż|załaduj) więcej|показать ещё|загрузить ещё|加载更多|查看更多|もっと見る|더 보기|تحميل المزيد|daha fazla/iu;
  const arrows = /^(›|»|→|>|>>|⟩|▶|❯)$/u;
  const clickable = 'a,button,[role=button],[role=link],input[type=button],input[type=submit]';
  const containers = /pag(er|inat|es\b)|\bpager\b/i;

  const isShown = (element) => {
    const { width, height } = dom.rect(element);
    return width > 0 && height > 0;
  };
  const textOf = (element) => squash(roles.name(element) || dom.text(element) || dom.attr(element, 'value') || '');
  const isOff = (element) => dom.matches(element, ':disabled,[aria-disabled=true],.disabled');
  const inPager = (element) => {
    const box = dom.closest(element, 'nav,ul,ol,div');
    return Boolean(box) && containers.test(`${dom.attr(box, 'class') ?? ''} ${dom.attr(box, 'aria-label') ?? ''} ${dom.id(box)}`);
  };
  // How many elements lie between: what pages a list stands beside it.
  const distance = (element, near) => {
    let steps = 0;
    for (let node = near; node && !dom.contains(node, element); node = dom.composedParent(node)) {
      steps += 1;
    }
    return steps;
  };

  const nextScore = (element) => {
    const text = textOf(element);
    const rel = (dom.attr(element, 'rel') ?? '').split(/\s+/).includes('next') ? 60 : 0;
    const word = next.test(text) && text.length < 40 ? 50 : 0;
    const arrow = arrows.test(squash(dom.text(element))) ? 20 : 0;
    const named = /(^|[-_ ])next([-_ ]|$)/i.test(`${dom.attr(element, 'class') ?? ''} ${dom.attr(element, 'data-testid') ?? ''}`) ? 25 : 0;
    return rel + word + named + (arrow && inPager(element) ? arrow : 0) + (inPager(element) ? 10 : 0);
  };
  const moreScore = (element) => (more.test(textOf(element)) && textOf(element).length < 60 ? 60 : 0);

  const entry = (kind, element, score) => ({ kind, css: foray.cssOf(element), target: foray.target(element), score });
  const among = (elements, kind, scoreOf, near) =>
    elements
      .map((element) => ({ element, score: scoreOf(element) }))
      .filter(({ score }) => score >= 45)
      .map(({ element, score }) => entry(kind, element, score - (near ? Math.min(20, distance(element, near) * 3) : 0) - (isOff(element) ? 15 : 0)));

  // Links with numbers that follow each other; the one behind the current page leads on.
  const numbers = (elements, near) => {
    const numbered = elements.filter((element) => /^\d{1,4}$/.test(squash(dom.text(element))));
    const groups = new Map();
    for (const element of numbered) {
      const parent = dom.parent(dom.matches(dom.parent(element), 'li') ? dom.parent(element) : element);
      groups.set(parent, [...(groups.get(parent) ?? []), element]);
    }
    return [...groups]
      .filter(([, links]) => links.length > 1 && links.some((link, i) => i > 0 && Number(squash(dom.text(link))) === Number(squash(dom.text(links[i - 1]))) + 1))
      .map(([parent, links]) => {
        const current = dom.list(parent, '[aria-current],.current,.active')[0];
        const at = current ? Number(squash(dom.text(current))) : 1;
        const link = links.find((each) => Number(squash(dom.text(each))) === at + 1) ?? links[0];
        return entry('numbers', link, 40 + (inPager(link) ? 10 : 0) - (near ? Math.min(20, distance(link, near) * 3) : 0));
      });
  };

  const scrolls = (element) => {
    const { overflowY } = dom.style(element);
    return (overflowY === 'auto' || overflowY === 'scroll') && element.scrollHeight > element.clientHeight + 40;
  };
  const infinite = (near) => {
    const marks = dom.all(document, '[role=feed],[class*=infinite i],[data-infinite],[class*=sentinel i],[class*=load-more i]:empty,[aria-busy]');
    if (marks.length === 0) {
      return [];
    }
    let box = near;
    while (box && !scrolls(box)) {
      box = dom.composedParent(box);
    }
    const own = box && box !== dom.body(document) && box !== dom.html(document);
    return [{ kind: 'infinite', css: own ? foray.cssOf(box) : '', target: own ? foray.target(box) : null, score: 45 }];
  };

  foray.detectPaging = (near) => {
    const elements = dom.all(document, clickable).filter(isShown);
    const found = [
      ...among(elements, 'next', nextScore, near),
      ...among(elements, 'more', moreScore, near),
      ...numbers(elements, near),
      ...infinite(near),
    ];
    const best = [...found].sort((a, b) => b.score - a.score);
    const seen = new Set();
    return best.filter(({ kind, css }) => !seen.has(kind + css) && seen.add(kind + css)).slice(0, 5);
  };
})();
