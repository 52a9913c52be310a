// SPDX-License-Identifier: MIT
#pragma once

class QMainWindow;

namespace Foray {

class AddressBar;
struct Actions;

// The bar at the top: the page's navigation, its address, the run, and the menu of what is rarely needed.
void addMainToolBar(QMainWindow &window, Actions &actions, AddressBar *address);

} // namespace Foray
