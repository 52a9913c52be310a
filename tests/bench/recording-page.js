// SPDX-License-Identifier: MIT
//
// Makes the document a page of 10,000 elements that answers the pointer, clicks and typing, as pages do.
//
//   nextPoint(kind) brings the next button, link, field or row into view and gives its middle

const people = ['Ada', 'Bob', 'Eve', 'Zoe', 'Max', 'Mia', 'Tom', 'Ida'];
const card = (i) => `
  <article class="card" data-number="${i}"><h3><a href="#p${i}">${people[i % 8]} ${people[(i * 3) % 8]} ${i}</a></h3>
  <p class="text">Row ${i} of the list, by <b>${people[(i * 5) % 8]}</b></p>
  <div class="actions"><button class="like css-${(i * 7919).toString(36)}"><svg width="16" height="16"><path d="M0 0h9v9z"/></svg> Like</button>
  <button class="more">More</button></div>
  <label>Note <input name="note-${i}" placeholder="A note"></label><span class="count">0</span></article>`;
document.head.insertAdjacentHTML('beforeend', `<style>.menu ul { display: none } .menu:hover ul { display: block } .card { padding: 4px }</style>`);
document.body.innerHTML = `<nav class="menu"><span>Menu</span><ul><li><a href="#one">One</a></li></ul></nav>
  <main>${Array.from({ length: 760 }, (_, i) => card(i)).join('')}</main>`;
document.addEventListener('click', (event) => {
  const row = event.target.closest('.card');
  const button = event.target.closest('button');
  if (button?.matches('.like')) row.querySelector('.count').textContent = Number(row.querySelector('.count').textContent) + 1;
  if (button?.matches('.more')) row.insertAdjacentHTML('beforeend', '<p class="extra">More about it</p><p class="extra">And more</p>');
  if (event.target.closest('a')) event.preventDefault();
});
document.addEventListener('input', (event) => {
  event.target.closest('.card').querySelector('.text').textContent = event.target.value;
});
let hovered = null;
document.addEventListener('mouseover', (event) => {
  hovered?.classList.remove('hovered');
  hovered = event.target.closest('.card');
  hovered?.classList.add('hovered');
});

let next = 0;
window.nextPoint = (css) => {
  const all = document.querySelectorAll(css);
  const element = all[(next += 61) % all.length];
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
};
