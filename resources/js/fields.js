// SPDX-License-Identifier: MIT
//
// Form fields and scrolling.
//
//   methods.focusField({handle, select}) -> {kind, checked, value, multiple}: focuses it and selects its content, so that typed text
//       replaces it; kind: text, textarea, contenteditable, select, checkbox, radio, date-like, range, color, file, other
//   methods.setValue({handle, values}) -> what readValue says after it. A select's values are an option's value, else its label,
//       else "#3", its place counted from 0; dates and times as HTML writes them
//   methods.readValue({handle}) -> string; list of strings (select multiple); boolean (checkbox, radio)
//   methods.scrollTo({handle, to: "by"|"end"|"element", x, y}) -> {moved, top, left}

(() => {
  'use strict';

  const { dom, error, describe, squash, state } = foray;

  const inputKinds = {
    checkbox: 'checkbox',
    radio: 'radio',
    range: 'range',
    color: 'color',
    file: 'file',
    date: 'date-like',
    time: 'date-like',
    month: 'date-like',
    week: 'date-like',
    'datetime-local': 'date-like',
    button: 'other',
    submit: 'other',
    reset: 'other',
    image: 'other',
    hidden: 'other',
  };
  const formats = {
    date: '2026-12-31',
    time: '23:59',
    month: '2026-12',
    week: '2026-W52',
    'datetime-local': '2026-12-31T23:59',
    color: '#1a2b3c',
  };

  const kindOf = (element) => {
    switch (dom.tag(element)) {
      case 'input':
        return inputKinds[element.type] ?? 'text';
      case 'textarea':
        return 'textarea';
      case 'select':
        return 'select';
    }
    return element instanceof HTMLElement && element.isContentEditable ? 'contenteditable' : 'other';
  };

  const valueOf = (element) => {
    switch (kindOf(element)) {
      case 'checkbox':
      case 'radio':
        return element.checked;
      case 'select': {
        const chosen = Array.from(element.selectedOptions, (option) => option.value);
        return element.multiple ? chosen : (chosen[0] ?? '');
      }
      case 'contenteditable':
        return dom.innerText(element);
      case 'other':
        return dom.attr(element, 'value') ?? squash(dom.text(element));
    }
    return element.value;
  };

  const selectContent = (element, kind) => {
    if (kind === 'text' || kind === 'textarea') {
      element.select();
    } else if (kind === 'contenteditable') {
      const range = document.createRange();
      range.selectNodeContents(element);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
    }
  };

  const focusField = ({ handle, select = true }) => {
    const element = state.retarget(foray.handles.get(handle));
    const kind = kindOf(element);
    element.focus({ preventScroll: true });
    const active = foray.activeElement();
    if (!active || !state.within(active, element)) {
      throw error('element not interactable', `${describe(element)} does not take the focus`);
    }
    if (select) {
      selectContent(element, kind);
    }
    return { kind, checked: Boolean(element.checked), value: valueOf(element), multiple: Boolean(element.multiple) };
  };

  const announce = (element) => {
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const optionFor = (select, options, wanted) => {
    const place = /^#(\d+)$/.exec(wanted);
    const found =
      options.find((option) => option.value === wanted) ??
      options.find((option) => squash(option.label) === squash(wanted) || squash(dom.text(option)) === squash(wanted)) ??
      (place ? options[Number(place[1])] : undefined);
    if (!found) {
      const names = options
        .slice(0, 20)
        .map((option) => `'${foray.cut(option.value, 30)}' (${foray.cut(squash(option.label), 30)})`);
      throw error(
        'invalid argument',
        `${describe(select)} has no option '${foray.cut(wanted, 80)}'; there are ` +
          `${names.join(', ')}${options.length > names.length ? ', …' : ''}`,
      );
    }
    if (dom.matches(found, ':disabled')) {
      throw error('element not interactable', `The option '${foray.cut(wanted, 80)}' of ${describe(select)} is disabled`);
    }
    return found;
  };
  const choose = (select, values) => {
    if (!select.multiple && values.length !== 1) {
      throw error('invalid argument', `${describe(select)} takes one value, not ${values.length}`);
    }
    const options = Array.from(select.options);
    const chosen = new Set(values.map((value) => optionFor(select, options, value)));
    for (const option of options) {
      if (option.selected !== chosen.has(option)) {
        option.selected = chosen.has(option);
      }
    }
    announce(select);
  };

  const fill = (element, value) => {
    const proto = dom.tag(element) === 'textarea' ? HTMLTextAreaElement : HTMLInputElement;
    const before = element.value;
    Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(element, value);
    const kind = kindOf(element);
    if (['date-like', 'range', 'color'].includes(kind) && element.value.toLowerCase() !== value.toLowerCase()) {
      const took = element.value;
      Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(element, before);
      throw error(
        'invalid argument',
        kind === 'range'
          ? `${describe(element)} takes ${element.min || 0} to ${element.max || 100} in steps of ${element.step || 1}; '${value}' would become '${took}'`
          : `'${foray.cut(value, 80)}' is no value for an input of type ${element.type}; write it as ${formats[element.type]}`,
      );
    }
    announce(element);
  };

  const setValue = ({ handle, values }) => {
    const element = state.retarget(foray.handles.get(handle));
    const kind = kindOf(element);
    const wanted = [].concat(values ?? []).map(String);
    if (kind === 'select') {
      choose(element, wanted);
    } else if (['text', 'textarea', 'date-like', 'range', 'color'].includes(kind) && wanted.length === 1) {
      fill(element, wanted[0].trim() && kind !== 'text' && kind !== 'textarea' ? wanted[0].trim() : wanted[0]);
    } else {
      throw error('invalid argument', `${describe(element)} cannot be set to ${wanted.length} value(s)`);
    }
    return valueOf(element);
  };

  const scrollable = (element) => {
    const { overflowX, overflowY } = dom.style(element);
    const scrolls = (value) => value === 'auto' || value === 'scroll' || value === 'overlay';
    return (
      (scrolls(overflowY) && element.scrollHeight > element.clientHeight) ||
      (scrolls(overflowX) && element.scrollWidth > element.clientWidth)
    );
  };
  // What a turn of the wheel over the element would scroll.
  const scroller = (element) => {
    const page = Object.getOwnPropertyDescriptor(Document.prototype, 'scrollingElement').get.call(document) ?? dom.html(document);
    const pageScrolls = page.scrollHeight > innerHeight || page.scrollWidth > innerWidth;
    const start = element ?? (pageScrolls ? null : state.elementAt({ x: innerWidth / 2, y: innerHeight / 2 }));
    for (let node = start; node && node !== page && node !== dom.body(document); node = dom.flatParent(node)) {
      if (scrollable(node)) {
        return node;
      }
    }
    return page;
  };

  const scrollTo = async ({ handle, to, x = 0, y = 0 }) => {
    const element = handle ? foray.handles.get(handle) : null;
    const box = scroller(to === 'element' && element ? dom.flatParent(element) : element);
    const before = [box.scrollTop, box.scrollLeft];
    if (to === 'by') {
      box.scrollBy({ left: x, top: y, behavior: 'instant' });
    } else if (to === 'end') {
      box.scrollTo({ left: box.scrollLeft, top: box.scrollHeight, behavior: 'instant' });
    } else if (to === 'element' && element) {
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    } else {
      throw error('invalid argument', "scrollTo needs to: 'by', 'end', or 'element' with an element");
    }
    await foray.nextFrame(); // scroll events are sent with the next frame
    return { moved: before[0] !== box.scrollTop || before[1] !== box.scrollLeft, top: box.scrollTop, left: box.scrollLeft };
  };

  Object.assign(foray.methods, {
    focusField,
    setValue,
    scrollTo,
    readValue: ({ handle }) => valueOf(state.retarget(foray.handles.get(handle))),
  });
})();
