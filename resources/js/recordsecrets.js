// SPDX-License-Identifier: MIT
//
// foray.secrets: fields whose content is told to nobody.
//
//   secrets.has(field)       a password now or at any time before, a one-time code, a card's number; whatever hides its letters
//   secrets.changed(records) mutations: a field that shows its password has not stopped being one
//   secrets.marks(field) -> [{id, length, digest}] by which what it holds is known again wherever a page repeats it: the digest
//       is foray.hash of this document's id and of the value, white space squashed and in small letters; the next mark of the
//       same id takes its place. Values shorter than three characters stand in every text and have none.
//   secrets.forget()         what was typed; what is a secret stays known

(() => {
  'use strict';

  const { dom, squash } = foray;

  const purposes = /\b(current-password|new-password|one-time-code|cc-number|cc-csc)\b/;
  const names = /(passw(or)?d|passwort|passphrase|pwd)\d?$/i;
  const shortest = 3; // characters
  const longest = 256;

  const fields = new WeakSet();
  const known = new Set(); // names and ids of such fields: some pages show a password by putting another field in its place
  let attempts = new WeakMap(); // field -> {id, most}: what has been typed there, at its longest
  let lastId = 0;

  const called = (field) => [dom.attr(field, 'name'), dom.id(field)].filter(Boolean);
  const nameOf = (field) => called(field)[0] ?? 'password';
  const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const looksSecret = (field) =>
    field.type === 'password' ||
    purposes.test(dom.attr(field, 'autocomplete') ?? '') ||
    (field.type === 'text' && called(field).some((name) => known.has(name) || names.test(name))) ||
    dom.style(field).webkitTextSecurity !== 'none';

  const keep = (field) => {
    fields.add(field);
    called(field).forEach((name) => known.add(name));
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

  const small = (letter) => (letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter);
  const folded = (text) => squash(text).replace(/[^]/g, small).slice(0, longest);
  const extend = (one, other) => one.startsWith(other) || other.startsWith(one);

  // Of what it holds, and of what that may have been shortened from. Another value leaves those of the one before.
  function marks(field) {
    const value = folded(field.value);
    const before = attempts.get(field);
    const attempt = before && extend(value, before.most) ? before : { id: (lastId += 2), most: '' };
    attempt.most = value.length > attempt.most.length ? value : attempt.most;
    attempts.set(field, attempt);
    return [attempt.most, value]
      .map((text, i) => ({ id: attempt.id + i, length: text.length, digest: foray.hash(foray.documentId + text) }))
      .filter(({ length }) => length >= shortest);
  }

  foray.secrets = {
    has,
    changed,
    nameOf,
    marks,
    forget() {
      attempts = new WeakMap();
    },
  };
})();
