// SPDX-License-Identifier: MIT
//
// How the scripts of a frame and of the frame around it prove to each other that they are Foray's: pages can post messages, too.
//
//   foray.kinship.begin(secret)  the page's token, which all its frames are given and no page sees
//   foray.kinship.nonce() -> text that the other side must prove itself with
//   foray.kinship.proof(role, nonce, origin) -> the proof. role: parent | child, who gives it. origin: of the child, as each side sees
//       it for itself: a page between the two that hands proofs on has another one.

(() => {
  'use strict';

  const { sha256 } = globalThis;
  const bytes = (text) => new TextEncoder().encode(text);
  const hex = (array) => Array.from(array, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let key = null;

  foray.kinship = {
    begin(secret) {
      key = bytes(secret);
    },
    nonce: () => hex(crypto.getRandomValues(new Uint8Array(16))),
    proof: (role, nonce, origin) => hex(sha256.hmac(key, bytes(`${role} ${nonce} ${origin}`))),
  };
})();
