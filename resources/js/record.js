// SPDX-License-Identifier: MIT
//
// What a person does in this frame, told as steps of a plan. Listens at the window before the page does, only while recording.
//
//   foray.record.set(on)
//   up, through foray.frames.tellUp: {action: {n, key, time, step, focus?, secret?, marks?, merge?}} and what recordeffects.js tells
//     n: counts the actions of this document; key: the element, for merging what follows on the same one; time: ms since the epoch
//     step: as in a plan file, with target and fingerprint as they were before the page's handlers ran
//     focus: the click only put the focus into a field; secret: what was typed is not told, only that it was typed; marks: of it
//     merge: replaces an action of the same key and type before it
//
// Pages hear nothing of it, and nothing is told of events that scripts made up.

(() => {
  'use strict';

  const { dom, squash, cut } = foray;

  const neighbours = 6; // looked at on either side of what is dragged
  const moved = 8; // CSS px from which a press is a drag
  const boxTypes = ['checkbox', 'radio'];
  const pickTypes = ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'];
  const buttonTypes = ['button', 'submit', 'reset', 'image'];
  const modifierNames = ['Alt', 'Control', 'Meta', 'Shift'];
  // Keys that act by themselves; in a field those that edit it only change its value, which is told as a whole.
  const actingKeys = /^(Enter|Escape|ArrowUp|ArrowDown|PageUp|PageDown|F\d+)$/;
  const elsewhereKeys = /^(ArrowLeft|ArrowRight|Home|End|Delete|Backspace|Tab| )$/;
  const editingKeys = /^(Enter|Tab|ArrowLeft|ArrowRight|Home|End|Delete|Backspace)$/; // unless a page has them do something else
  const editedWithin = 300; // ms from such a key to what it has edited

  let on = false;
  let count = 0;
  let press = null; // from pointerdown to click
  const keys = new WeakMap(); // element -> key
  let lastKey = 0;
  let told = null; // {element, type, target, clicks} of the last action

  const keyOf = (element) => {
    if (!keys.has(element)) {
      keys.set(element, (lastKey += 1));
    }
    return keys.get(element);
  };
  const typeOf = (element) => (dom.tag(element) === 'input' ? element.type : dom.tag(element));
  const isEditable = (element) =>
    dom.editable(element) ||
    dom.tag(element) === 'textarea' ||
    (dom.tag(element) === 'input' && ![...boxTypes, ...pickTypes, ...buttonTypes, 'file', 'hidden'].includes(element.type));
  const editingHost = (element) => {
    let host = element;
    while (dom.editable(host) && dom.editable(dom.composedParent(host))) {
      host = dom.composedParent(host);
    }
    return host;
  };
  const elementOf = (event) => {
    const first = event.composedPath().find((node) => node instanceof Element);
    return first ? (isEditable(first) ? editingHost(first) : foray.retarget ? foray.retarget(first) : first) : null;
  };

  const targetOf = (element) => foray.targets.of(element);
  const isSame = (element, type) => element === told?.element && type === told.type;
  // Before the page's handlers see what is done to the field: where it is now, or where it was when the typing began.
  const lookAt = (field) => foray.targets.look(field, isSame(field, 'change'));

  // merge: what has moved meanwhile is another step.
  function tell(element, step, more = {}) {
    count += 1;
    const time = performance.timeOrigin + performance.now();
    const goesOn = Boolean(more.merge) && isSame(element, step.type);
    const merge = Boolean(more.merge) && !(goesOn && step.target !== told.target);
    foray.effects.begin(count, goesOn && merge);
    told = { element, type: step.type, target: step.target, clicks: step.count ?? 1 };
    const action = { n: count, key: element ? keyOf(element) : 0, time, step, ...more, merge };
    foray.frames.tellUp({ action });
  }

  const modifiersOf = (event) => {
    const held = modifierNames.filter((name) => event.getModifierState(name));
    return held.length ? { modifiers: held } : {};
  };

  // Pointer -----------------------------------------------------------------------------------------------------------

  function pointerDown(event) {
    const element = elementOf(event);
    if (!element) {
      return;
    }
    foray.effects.flush();
    press = {
      element,
      first: event.composedPath()[0],
      target: isField(element) ? lookAt(element) : targetOf(element),
      hover: foray.hover.neededFor(element),
      x: event.clientX,
      y: event.clientY,
      changes: foray.effects.changes(),
      beside: null,
    };
    addEventListener('pointermove', firstMove, { capture: true, passive: true });
  }

  // Its neighbours and where they lie, before the page moves them: what a drag sorts stands elsewhere when it ends.
  function placesBeside(element) {
    const parent = dom.parent(element);
    const list = parent instanceof Element ? Array.from(dom.childrenOf(parent)) : [];
    const at = list.indexOf(element);
    const near = list.slice(Math.max(0, at - neighbours), at + neighbours + 1).filter((each) => each !== element);
    return near.map((each) => ({ box: dom.rect(each), target: targetOf(each) }));
  }

  const isFar = ({ clientX, clientY }) => Math.hypot(clientX - press.x, clientY - press.y) >= moved;
  function firstMove(event) {
    if (press && event.buttons && !isFar(event)) {
      return;
    }
    removeEventListener('pointermove', firstMove, { capture: true });
    if (press && on && event.buttons && getSelection().isCollapsed && !isEditable(press.element)) {
      press.beside = placesBeside(press.element);
    }
  }

  // What the browser itself answers by changing a value is told by that change.
  const isToldByChange = (element) => {
    const control = dom.tag(element) === 'label' ? element.control : element;
    return Boolean(control) && [...boxTypes, ...pickTypes, 'select', 'option', 'file'].includes(typeOf(control));
  };

  const isField = (element) => isEditable(element) || isToldByChange(element);

  function tellClick(event, step) {
    const { element, target, hover } = press;
    press = null;
    if (hover) {
      tell(hover.element, { type: 'hover', target: hover.target });
    }
    tell(element, { ...step, target, ...modifiersOf(event) }, isEditable(element) && step.type === 'click' ? { focus: true } : {});
  }

  // The second and the third of a multiple click become one step with those before: replay must click as often as the person did.
  const isNext = (event) => event.detail > 1 && isSame(press.element, 'click') && told.clicks === event.detail - 1;
  function tellNext(event) {
    const { element } = press;
    press = null;
    tell(element, { type: 'click', count: event.detail, target: told.target, ...modifiersOf(event) }, { merge: true });
  }

  function click(event) {
    const pressed = press && (event.composedPath()[0] === press.first || elementOf(event) === press.element);
    if (event.detail === 0 || !pressed) {
      return; // by the keyboard, by a script, a label's second click
    }
    if (isToldByChange(press.element)) {
      press = null;
    } else if (isNext(event)) {
      tellNext(event);
    } else {
      tellClick(event, { type: 'click' });
    }
  }

  function otherClick(event) {
    if (press && event.button !== 0) {
      tellClick(event, { type: 'click', button: event.button === 1 ? 'middle' : 'right' });
    }
  }

  function pointerOver(event) {
    const element = elementOf(event);
    if (element) {
      foray.targets.ahead(element);
    }
  }

  // Dragging ----------------------------------------------------------------------------------------------------------

  function under(event, source) {
    const path = Document.prototype.elementsFromPoint.call(document, event.clientX, event.clientY);
    const found = path.find((element) => !dom.contains(source, element));
    return found && (foray.retarget ? foray.retarget(found) : found);
  }

  function tellDrag(source, target, to) {
    if (to) {
      tell(source, { type: 'drag', target, to });
    }
    press = null;
  }
  const targetOther = (element, than) => (element && element !== than ? targetOf(element) : null);

  // What answers the press itself and is gone by its end, as suggestions are, gets no click.
  const isGone = (element) => !dom.connected(element) || dom.rect(element).width === 0;

  function pointerUp(event) {
    if (!press || event.button !== 0) {
      return;
    }
    if (isFar(event)) {
      dragEnd(event);
    } else if (isGone(press.element)) {
      tellClick(event, { type: 'click' });
    }
  }

  // A drag that the page makes of pointer events: something in it followed the pointer.
  function dragEnd(event) {
    if (foray.effects.changes() > press.changes && getSelection().isCollapsed && !isEditable(press.element)) {
      const { clientX: x, clientY: y } = event;
      const neighbour = press.beside?.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
      tellDrag(press.element, press.target, neighbour?.target ?? targetOther(under(event, press.element), press.element));
    }
  }

  function dragStart(event) {
    if (press) {
      press.dragged = event.composedPath()[0];
      press.target = targetOf(press.dragged instanceof Element ? press.dragged : press.element);
    }
  }

  function drop(event) {
    if (press?.dragged) {
      tellDrag(press.dragged, press.target, targetOther(elementOf(event), press.dragged));
    }
  }

  // Fields ------------------------------------------------------------------------------------------------------------

  const optionText = (option) => (option.hasAttribute('value') ? option.value : squash(option.label));

  function valueOf(element) {
    const type = typeOf(element);
    if (boxTypes.includes(type)) {
      return element.checked;
    }
    if (type === 'select') {
      const values = Array.from(element.selectedOptions, optionText);
      return element.multiple ? values : (values[0] ?? '');
    }
    return dom.editable(element) ? dom.innerText(element) : element.value;
  }

  const valued = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement];
  const holdsValue = (element) => dom.editable(element) || valued.some((type) => element instanceof type);

  // At every input, so that nothing is lost whatever happens next; what follows in the same field takes its place.
  function tellValue(event) {
    const element = elementOf(event);
    if (!holdsValue(element)) {
      return;
    }
    const target = foray.targets.ofField(element);
    const type = typeOf(element);
    if (type === 'file') {
      const names = Array.from(element.files, (file) => file.name);
      tell(element, { type: 'upload', target, files: names }, { merge: true });
    } else if (foray.secrets.has(element)) {
      const secret = foray.secrets.nameOf(element);
      tell(element, { type: 'change', target, value: '' }, { merge: true, secret, marks: foray.secrets.marks(element) });
    } else {
      tell(element, { type: 'change', target, value: valueOf(element) }, { merge: true });
    }
  }

  function input(event) {
    const element = elementOf(event);
    if (element && !hasActed(element) && (isEditable(element) || typeOf(element) === 'range')) {
      tellValue(event);
    }
  }

  function change(event) {
    const element = elementOf(event);
    if (element && !isEditable(element)) {
      tellValue(event);
    }
  }

  // Its target must be known before the page's handlers see what is typed.
  function focusIn(event) {
    const element = elementOf(event);
    if (element && isField(element)) {
      lookAt(element);
    }
  }

  // Keyboard ----------------------------------------------------------------------------------------------------------

  function keyName(event) {
    const held = modifierNames.filter((name) => event.getModifierState(name) && (name !== 'Shift' || event.key.length > 1));
    return [...held, event.key === ' ' ? 'Space' : event.key].join('+');
  }

  const isSilent = (event) => event.isComposing || modifierNames.includes(event.key) || event.key === 'Dead';

  function isTold(event, element) {
    const editable = isEditable(element);
    if (event.key.length === 1 && foray.secrets.has(element)) {
      return false;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return !event.getModifierState('AltGraph') && !(editable && /^[acvxyz]$|^Arrow|^Home$|^End$|^Backspace$|^Delete$/i.test(event.key));
    }
    if (editable) {
      return actingKeys.test(event.key) && !(event.key === 'Enter' && dom.tag(element) !== 'input');
    }
    const choosing = [...boxTypes, ...pickTypes, 'select'].includes(typeOf(element));
    return !choosing && (actingKeys.test(event.key) || (event.key !== 'Tab' && elsewhereKeys.test(event.key)) || event.key.length === 1);
  }

  function keyDown(event) {
    decide();
    const element = elementOf(event);
    if (!element || isSilent(event)) {
      return;
    }
    press = null;
    const target = isField(element) ? lookAt(element) : null;
    if (isTold(event, element)) {
      foray.effects.flush();
      const where = dom.matches(element, 'body,html') ? {} : { target: target ?? targetOf(element) };
      tell(element, { type: 'press', ...where, key: keyName(event) });
    } else if (isEditable(element) && editingKeys.test(event.key)) {
      foray.effects.flush();
      expect(event, element, { type: 'press', target, key: keyName(event) });
    }
  }

  // A key that edits is told with the value that it makes. That a page had it act instead, as Enter sends in a chat, shows only
  // after the page's handlers: they have prevented the editing, or nothing was edited, or all that was there is gone.

  let expected = null; // {event, element, step, held: whether there was text, timer}

  function expect(event, element, step) {
    const held = event.key === 'Enter' && squash(valueOf(element)) !== '';
    expected = { event, element, step, held, timer: setTimeout(decide, editedWithin) };
    setTimeout(() => event === expected?.event && event.defaultPrevented && decide());
  }
  function endOfWait() {
    const ended = expected;
    expected = null;
    clearTimeout(ended?.timer);
    return ended;
  }
  function decide() {
    const key = endOfWait();
    if (key && on && (key.event.defaultPrevented || key.event.key === 'Enter')) {
      tell(key.element, key.step);
    }
  }
  // At an input: whether the page had the key act, and the input is only what that has left.
  function hasActed(element) {
    const key = element === expected?.element ? endOfWait() : null;
    const acted = Boolean(key?.held) && squash(valueOf(element)) === '';
    if (acted) {
      tell(element, key.step);
    }
    return acted;
  }

  // -------------------------------------------------------------------------------------------------------------------

  const listeners = {
    pointerover: [pointerOver],
    pointerdown: [decide, foray.scrolling.hands, pointerDown],
    pointerup: [pointerUp],
    click: [click],
    auxclick: [otherClick],
    contextmenu: [],
    dragstart: [dragStart],
    drop: [drop],
    focusin: [focusIn],
    input: [input],
    change: [change],
    keydown: [foray.scrolling.hands, keyDown],
    keyup: [decide],
    pagehide: [decide],
    wheel: [foray.scrolling.hands],
    scroll: [foray.scrolling.scrolled],
  };
  const hear = (event) => {
    if (on && event.isTrusted) {
      listeners[event.type].forEach((listener) => listener(event));
    }
  };
  // From the beginning, as listeners run in the order in which they came; one that only asks `on` costs nothing that is felt.
  for (const name of Object.keys(listeners)) {
    addEventListener(name, hear, { capture: true, passive: true });
  }

  foray.record = {
    set(state) {
      on = state;
      press = told = null;
      endOfWait();
      foray.scrolling.forget();
      foray.targets.forget();
      foray.secrets.forget();
      foray.effects.set(state);
      foray.hover.set(state);
    },
    describe: (element) => cut(foray.describe(element), 200),
    targetOf,
    tell,
  };
})();
