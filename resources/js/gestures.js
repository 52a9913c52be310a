// SPDX-License-Identifier: MIT
//
// What the app must know of its own trusted input: that the page has handled it.
//
//   frame()                     after two animation frames: what was to be painted is painted (a timer where there are none)
//   awaitKeys({count})          when `count` keyup events have come and been handled
//   awaitText({handle, text, patience})  when the field holds the text or, once input has ended, whatever the page made of it:
//                               {value}; {value, lost: true} when after so many frames nothing has changed at all
//   awaitFiles({handle, count}) when the file field holds that many
//   setFiles({handle, files})   for file fields that nobody can click: files = [{name, type, base64}]; input and change events
//   watchDrag({handle})         from now to the end of the next gesture: {native: true, data: {type: text}} when the page
//                               began an HTML5 drag (which is then left to the app), or {native: false} on pointerup
//   endDrag({handle})           dragend for the element the native drag began at
(function () {
  'use strict';

  const { nextFrame } = foray;

  // A task after the event's own handlers and the microtasks they left.
  const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

  function untilEvent(type, signal, accept) {
    return new Promise((resolve, reject) => {
      const stop = () => {
        window.removeEventListener(type, hear, true);
        signal.removeEventListener('abort', gone);
      };
      const hear = (event) => {
        const value = event.isTrusted ? accept(event) : undefined;
        if (value === undefined) return;
        stop();
        resolve(nextTask().then(() => value));
      };
      const gone = () => {
        stop();
        reject(foray.error('timeout', `The page saw no ${type} event.`));
      };
      window.addEventListener(type, hear, true);
      signal.addEventListener('abort', gone);
    });
  }

  foray.methods.frame = async () => {
    await nextFrame();
    await nextFrame();
    return true;
  };

  foray.methods.awaitKeys = ({ count }, signal) => {
    let left = count;
    return untilEvent('keyup', signal, () => (--left <= 0 ? true : undefined));
  };

  // A page may format what is typed (a telephone number), so the text need not come out as it went in.
  const settled = 10; // frames without a change after the first

  foray.methods.awaitText = async ({ handle, text, patience = Infinity }, signal) => {
    const read = () => String(foray.methods.readValue({ handle }));
    const first = read();
    let last = first;
    let quiet = 0;
    while (!signal.aborted && last !== text && !(last !== first && quiet >= settled)) {
      if (last === first && quiet >= patience) return { value: last, lost: true };
      await nextFrame();
      const value = read();
      quiet = value === last ? quiet + 1 : 0;
      last = value;
    }
    if (signal.aborted) throw foray.error('timeout', `The field holds '${foray.cut(last)}'.`);
    await nextTask();
    return { value: last };
  };

  foray.methods.awaitFiles = async ({ handle, count }, signal) => {
    const element = foray.handles.get(handle);
    while (!signal.aborted && element.files.length < count) await nextFrame();
    if (element.files.length < count) throw foray.error('timeout', 'The field was clicked, but the page opened no chooser for its files.');
    await nextTask();
    return element.files.length;
  };

  foray.methods.setFiles = ({ handle, files }) => {
    const element = foray.handles.get(handle);
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    element.files = transfer.files;
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
    return element.files.length;
  };

  foray.methods.watchDrag = (args, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        window.removeEventListener('dragstart', started);
        window.removeEventListener('pointerup', ended, true);
        signal.removeEventListener('abort', gone);
      };
      // In the bubble phase, after the page's handlers: what they put into the drag can be read now. The browser's own drag is
      // called off, since it would take the mouse from the app; the app goes on with drag events of its own.
      const started = (event) => {
        if (!event.isTrusted || event.defaultPrevented) return;
        const data = {};
        for (const type of event.dataTransfer.types) data[type] = event.dataTransfer.getData(type);
        event.preventDefault();
        stop();
        resolve({ native: true, data });
      };
      const ended = (event) => {
        if (!event.isTrusted) return;
        stop();
        resolve(nextTask().then(() => ({ native: false, data: {} })));
      };
      const gone = () => {
        stop();
        reject(foray.error('timeout', 'The page saw no end of the drag.'));
      };
      window.addEventListener('dragstart', started);
      window.addEventListener('pointerup', ended, true);
      signal.addEventListener('abort', gone);
    });

  foray.methods.endDrag = ({ handle }) => {
    const element = foray.handles.get(handle);
    return element.dispatchEvent(new DragEvent('dragend', { bubbles: true, composed: true }));
  };
})();
