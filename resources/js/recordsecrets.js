// SPDX-License-Identifier: MIT
//
// foray.secrets: fields whose content is told to nobody, and what else must not be told because of it.
//
//   secrets.has(field)       a password now or at any time before, a one-time code, a card's number; whatever hides its letters
//   secrets.changed(records) mutations: a field that shows its password has not stopped being one
//   secrets.note(field)      remembers what it holds, within this document, to know it again where the page repeats it
//   secrets.redacted(value)  the JSON value without it: "•••" in texts; selectors that hold it are left out

(() => {
  'use strict';

  const { dom } = foray;

  const purposes = /\b(current-password|new-password|one-time-code|cc-number|cc-csc)\b/;
  const names = /(passw(or)?d|passwort|passphrase|pwd)\d?$/i;
  const shortest = 3; // characters; less stands in every text

  const fields = new WeakSet();
  const known = new Set(); // names of such fields: some pages show a password by putting another field in its place
  const contents = new Map(); // name -> what was typed

  const nameOf = (field) => dom.attr(field, 'name') || dom.id(field) || 'password';
  const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const looksSecret = (field) =>
    field.type === 'password' ||
    purposes.test(dom.attr(field, 'autocomplete') ?? '') ||
    (field.type === 'text' && (known.has(nameOf(field)) || names.test(nameOf(field)))) ||
    dom.style(field).webkitTextSecurity !== 'none';

  const keep = (field) => {
    fields.add(field);
    known.add(nameOf(field));
    return true;
  };
  const has = (element) => isField(element) && (fields.has(element) || (looksSecret(element) && keep(element)));

  function changed(records) {
    for (const { target, attributeName, oldValue } of records) {
      if (attributeName === 'type' && isField(target) && /^password$/i.test(oldValue ?? '')) {
        keep(target);
      }
    }
  }

  const holds = (item) =>
    Array.isArray(item) ? item.some(holds) : typeof item === 'string' && [...contents.values()].some((content) => item.includes(content));
  const hidden = (text) => [...contents.values()].reduce((all, content) => all.replaceAll(content, '•••'), text);
  const isAnchored = (item) => !holds(item) && !holds(item?.selector);

  function clean(value) {
    if (typeof value === 'string') {
      return hidden(value);
    }
    if (Array.isArray(value)) {
      return value.filter(isAnchored).map(clean);
    }
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)])) : value;
  }

  foray.secrets = {
    has,
    changed,
    nameOf,
    note(field) {
      if (field.value.length >= shortest) {
        contents.set(nameOf(field), field.value);
      }
    },
    redacted: (value) => (contents.size ? clean(value) : value),
  };
})();
