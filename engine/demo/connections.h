// SPDX-License-Identifier: MIT
#pragma once

namespace Foray::Demo {

// Breaks the connection that this process accepted on a port from a peer's port, without an answer. The HTTP library has
// no call for that.
void hangUp(int port, int peerPort);

// The same for all connections that it accepted on the port.
void hangUpAll(int port);

} // namespace Foray::Demo
