import { FATES } from './model.js';

/**
 * What runs in the reader's browser: unpacks the audit and shows the rows that can be seen. Text reaches the page through
 * textContent only.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
const FATES = ${JSON.stringify(FATES)};
const ROW = 28, SPARE = 12;
const at = (id) => document.getElementById(id);
const rows = at('rows'), space = at('space'), view = at('window'), search = at('search'), fate = at('fate'), kind = at('kind'), matches = at('matches'), detail = at('detail');
let all = [], texts = [], shown = [], selected = -1, pending = 0;

const notice = at('audit-notice').content.textContent;
if (notice !== '') { at('notice').textContent = notice; at('notice').hidden = false; }
addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });

async function load() {
  const bytes = Uint8Array.from(atob(at('audit-data').textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const text = await new Response(stream).text();
  all = text === '' ? [] : text.trimEnd().split('\\n').map((line) => JSON.parse(line));
  texts = all.map((row) => [FATES[row[0]], row[1], row[2], row[3] === 0 ? '' : row[3].join(' '), row[4]].join(' ').toLowerCase());
}

function fill(select, names) {
  for (const name of names) {
    const option = document.createElement('option');
    option.value = option.textContent = name;
    select.append(option);
  }
}

function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const wantedFate = fate.value === '' ? -1 : FATES.indexOf(fate.value), wantedKind = kind.value;
  shown = [];
  for (let i = 0; i < all.length; i++) {
    const row = all[i];
    if (wantedFate !== -1 && row[0] !== wantedFate) continue;
    if (wantedKind !== '' && row[1] !== wantedKind) continue;
    if (words.every((word) => texts[i].includes(word))) shown.push(i);
  }
  matches.textContent = shown.length.toLocaleString('en') + ' of ' + all.length.toLocaleString('en');
  space.style.height = shown.length * ROW + 'px';
  rows.scrollTop = 0;
  select(-1);
}

function draw() {
  const first = Math.max(0, Math.floor(rows.scrollTop / ROW) - SPARE);
  const last = Math.min(shown.length, Math.ceil((rows.scrollTop + rows.clientHeight) / ROW) + SPARE);
  view.style.transform = 'translateY(' + first * ROW + 'px)';
  view.replaceChildren(...shown.slice(first, last).map((index, offset) => rowOf(all[index], first + offset)));
}

function cell(text) { const span = document.createElement('span'); span.textContent = text; return span; }

function rowOf(row, position) {
  const div = document.createElement('div');
  div.className = 'row';
  div.id = 'row-' + position;
  div.setAttribute('role', 'option');
  div.setAttribute('aria-selected', String(position === selected));
  const first = cell(FATES[row[0]]), mark = document.createElement('i');
  mark.className = 'fate-' + FATES[row[0]];
  first.prepend(mark);
  const moved = row[3] !== 0 && row[3].length > 0 && row[2] !== '';
  div.append(first, cell(row[1]), cell(row[2] || (row[3] && row[3][0]) || ''), cell((moved ? '\\u2192 ' + row[3].join(', ') + ' ' : '') + row[4].replaceAll('\\n', '; ')));
  div.addEventListener('click', () => { select(position); });
  return div;
}

function select(position) {
  selected = position;
  const row = all[shown[position]];
  detail.hidden = row === undefined;
  if (row !== undefined) {
    const made = row[3] === 0 ? row[2] : row[3].join('\\n         ');
    detail.textContent = 'kind     ' + row[1] + '\\nfate     ' + FATES[row[0]] + (row[2] === '' ? '' : '\\nkey      ' + row[2]) + (made === '' ? '' : '\\nbecame   ' + made) + (row[4] === '' ? '' : '\\n\\n' + row[4]);
    rows.setAttribute('aria-activedescendant', 'row-' + position);
    const top = position * ROW;
    if (top < rows.scrollTop) rows.scrollTop = top;
    else if (top + ROW > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + ROW - rows.clientHeight;
  } else rows.removeAttribute('aria-activedescendant');
  draw();
}

const soon = () => { clearTimeout(pending); pending = setTimeout(filter, 80); };
search.addEventListener('input', soon);
fate.addEventListener('change', filter);
kind.addEventListener('change', filter);
rows.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
rows.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 17, PageUp: -17 }[event.key];
  if (step === undefined || shown.length === 0) return;
  event.preventDefault();
  select(Math.min(shown.length - 1, Math.max(0, selected + step)));
});
load().then(() => {
  fill(fate, FATES.filter((name, index) => all.some((row) => row[0] === index)));
  fill(kind, [...new Set(all.map((row) => row[1]))].sort());
  filter();
}, () => { matches.textContent = 'this browser cannot unpack the audit'; });
})();
`;
