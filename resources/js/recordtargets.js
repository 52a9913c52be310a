// SPDX-License-Identifier: MIT
//
// foray.targets: the targets of what a person may use next, made while the page has nothing to do: made at the press of a button,
// they would hold up the page.
//
//   targets.of(element)     its target as the document is now; at once where it was made ahead; with its `place`, a selector for
//                           where the others would tell a secret
//   targets.look(field, goesOn) its target before something is done to it. goesOn: it is being typed into; then as it was when that
//                           began, unless it stands elsewhere since
//   targets.ofField(field)  as it was looked at
//   targets.ahead(element)  the pointer is over it
//   targets.changed()       the document is another one: what was made is void, and is made again

(() => {
  'use strict';

  const { dom } = foray;

  const soon = 30; // ms; a pointer on its way comes over much
  const latest = 200; // ms for a page that is never idle
  const most = 20; // times that it is made again while the pointer rests and the page changes and changes

  let made = null; // {element, version, target}
  let fields = new WeakMap(); // field -> {version, target}
  let wanted = null;
  let left = 0;
  let isWaiting = false;

  const isMade = (element) => made?.element === element && made.version === foray.effects.version();
  function make(element) {
    made = { element, version: foray.effects.version(), target: foray.target(element) };
  }
  const holding = (target, element) => target.selectors.filter((each) => foray.means([].concat(each), element));
  // What of an earlier one still holds; that is told faster than a new one is made.
  function keep(element) {
    const selectors = made?.element === element ? holding(made.target, element) : [];
    if (selectors.length > 0) {
      made = { element, version: foray.effects.version(), target: { ...made.target, selectors } };
    }
    return selectors.length > 0;
  }
  function of(element) {
    if (!isMade(element) && !keep(element)) {
      make(element);
    }
    return { ...made.target, place: foray.placeOf(element) };
  }

  const meansAnother = ({ selectors }, element) =>
    selectors.some((each) => {
      const found = foray.selectors.all(each, document, 2);
      return found.length === 1 && found[0] !== element;
    });
  // Of a field that is typed into a selector may say what was in it before; that is no other place.
  const isPlaced = ({ target }, field, goesOn) => holding(target, field).length > 0 || (goesOn && !meansAnother(target, field));

  function look(field, goesOn) {
    const version = foray.effects.version();
    const known = fields.get(field);
    if (known && (known.version === version || isPlaced(known, field, goesOn))) {
      const selectors = goesOn || known.version === version ? known.target.selectors : holding(known.target, field);
      const isWhole = selectors.length === known.target.selectors.length;
      fields.set(field, { version, target: isWhole ? known.target : { ...known.target, selectors } });
    } else {
      fields.set(field, { version, target: of(field) });
    }
    return fields.get(field).target;
  }

  function prepare() {
    isWaiting = false;
    if (wanted && dom.connected(wanted) && !isMade(wanted)) {
      make(wanted);
    }
  }
  function later() {
    if (!isWaiting && left > 0) {
      isWaiting = true;
      left -= 1;
      setTimeout(() => requestIdleCallback(prepare, { timeout: latest }), soon);
    }
  }

  foray.targets = {
    of,
    look,
    ofField: (field) => fields.get(field)?.target ?? look(field, false),
    ahead(element) {
      wanted = element;
      left = most;
      later();
    },
    changed: later,
    forget() {
      wanted = made = null;
      fields = new WeakMap();
      left = 0;
    },
  };
})();
