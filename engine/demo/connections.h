// SPDX-License-Identifier: MIT
#pragma once

namespace Foray::Demo {

// Ends this process' connections that were accepted on a port, or the one of them from a peer's port. What the HTTP
// library has no call for: a connection that breaks without an answer, and idle ones that must not hold up the end of
// the site.
void hangUp(int port, int peerPort = 0);

} // namespace Foray::Demo
