// SPDX-License-Identifier: MIT
//
// Makes the document a list of 10,000 rows that a click on the button replaces, and notes the tasks that hold up the page.
//
//   longTasks() -> [ms], since it was asked last

document.body.innerHTML = '<button id="go" style="position: fixed; left: 0; top: 0; width: 200px; height: 80px">Go</button><ul style="margin-top: 100px"></ul>';
const list = document.querySelector('ul');
let round = 0;
const fill = () => {
  round += 1;
  list.innerHTML = Array.from({ length: 10000 }, (_, i) => `<li class="row"><b>Row ${i}</b> of round ${round}</li>`).join('');
};
fill();
document.querySelector('#go').addEventListener('click', () => setTimeout(fill, 100));

const tasks = [];
new PerformanceObserver((entries) => tasks.push(...entries.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
window.longTasks = () => tasks.splice(0);
