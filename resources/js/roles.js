// SPDX-License-Identifier: MIT
//
// foray.roles: ARIA roles and accessible names, as selectors and fingerprints need them.
//
//   roles.of(element)         the role, explicit or implied by the tag; "" for none
//   roles.name(element)       the accessible name, white space squashed
//   roles.css(role)           CSS that matches at least every element with that role
//   roles.hidden(element, cache)  whether assistive technology cannot see it; cache is a Map kept during one query

/* global domAccessibilityApi */
(() => {
  'use strict';

  const { dom, squash } = foray;

  // Tags that imply a role. `roles.css` is made from it, `roles.of` decides the fine points.
  const implied = {
    article: 'article',
    button: 'button,summary,input[type=button i],input[type=submit i],input[type=reset i],input[type=image i]',
    banner: 'header',
    cell: 'td',
    checkbox: 'input[type=checkbox i]',
    columnheader: 'th',
    combobox: 'select,input[list]',
    complementary: 'aside',
    contentinfo: 'footer',
    definition: 'dd',
    dialog: 'dialog',
    document: 'html',
    figure: 'figure',
    form: 'form',
    gridcell: 'td',
    group: 'details,fieldset,optgroup',
    heading: 'h1,h2,h3,h4,h5,h6',
    img: 'img,svg',
    link: 'a[href],area[href]',
    list: 'ul,ol,menu',
    listbox: 'select,datalist',
    listitem: 'li',
    main: 'main',
    math: 'math',
    meter: 'meter',
    navigation: 'nav',
    option: 'option',
    paragraph: 'p',
    presentation: 'img',
    progressbar: 'progress',
    radio: 'input[type=radio i]',
    region: 'section',
    row: 'tr',
    rowgroup: 'tbody,tfoot,thead',
    rowheader: 'th',
    searchbox: 'input[type=search i]',
    separator: 'hr',
    slider: 'input[type=range i]',
    spinbutton: 'input[type=number i]',
    status: 'output',
    table: 'table',
    term: 'dt',
    textbox: 'input,textarea,[contenteditable]',
  };
  // Without a role in the selector: whatever can have a name.
  const nameable =
    'a,area,button,dialog,fieldset,figure,form,h1,h2,h3,h4,h5,h6,iframe,img,input,label,legend,meter,option,optgroup,output,' +
    'progress,select,summary,svg,table,td,textarea,th,tr,[role],[aria-label],[aria-labelledby],[title],[contenteditable]';

  const css = (role) => {
    if (!role) {
      return nameable;
    }
    const explicit = `[role~="${CSS.escape(role)}" i]`;
    return implied[role] ? `${explicit},${implied[role]}` : explicit;
  };

  // What dom-accessibility-api leaves open or what HTML-AAM says since.
  const ofInput = (element) => {
    const type = (dom.attr(element, 'type') ?? 'text').toLowerCase();
    const byType = {
      button: 'button',
      submit: 'button',
      reset: 'button',
      image: 'button',
      checkbox: 'checkbox',
      radio: 'radio',
      range: 'slider',
      number: 'spinbutton',
      hidden: '',
      color: '',
      date: '',
      'datetime-local': '',
      month: '',
      week: '',
      time: '',
      file: '',
    };
    if (type in byType) {
      return byType[type];
    }
    const list = dom.hasAttr(element, 'list');
    return list ? 'combobox' : type === 'search' ? 'searchbox' : 'textbox';
  };

  const of = (element) => {
    const explicit = (dom.attr(element, 'role') ?? '').trim().split(/\s+/)[0].toLowerCase();
    if (explicit && explicit !== 'presentation' && explicit !== 'none') {
      return explicit;
    }
    const tag = dom.tag(element);
    if (explicit) {
      return explicit;
    }
    switch (tag) {
      case 'input':
        return ofInput(element);
      case 'form':
        return 'form';
      case 'select':
        return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
      case 'svg':
        return 'img';
      case 'p':
        return 'paragraph';
      case 'header':
      case 'footer':
        return dom.closest(element, 'article,aside,main,nav,section') ? '' : tag === 'header' ? 'banner' : 'contentinfo';
      case 'textarea':
        return 'textbox';
    }
    try {
      return (
        domAccessibilityApi.getRole(element) ??
        (dom.matches(element, '[contenteditable]:not([contenteditable=false i])') ? 'textbox' : '')
      );
    } catch {
      return ''; // a page can make a plain property throw or be no function
    }
  };

  const withPseudo = { getComputedStyle: dom.style, computedStyleSupportsPseudoElements: true };
  const name = (element) => {
    let found = '';
    try {
      found = squash(domAccessibilityApi.computeAccessibleName(element, withPseudo));
    } catch {
      found = squash(dom.attr(element, 'aria-label') || dom.text(element));
    }
    return found || squash(dom.attr(element, 'placeholder'));
  };

  const hiddenSelf = (element) => dom.attr(element, 'aria-hidden') === 'true' || dom.style(element).display === 'none';
  const hiddenTree = (element, cache) => {
    let known = cache.get(element);
    if (known === undefined) {
      const parent = dom.flatParent(element);
      known = hiddenSelf(element) || (parent !== null && hiddenTree(parent, cache));
      cache.set(element, known);
    }
    return known;
  };
  const hidden = (element, cache = new Map()) => dom.style(element).visibility !== 'visible' || hiddenTree(element, cache);

  foray.roles = { of, name, css, hidden };
})();
