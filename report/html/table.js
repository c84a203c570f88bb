// SPDX-License-Identifier: Apache-2.0
// The table: which rows, in which order, and as many of them in the document as are looked at. Arrays of row numbers are
// filtered and sorted, never elements.
const slice = 100;
const table = byId('rows');
const body = table.tBodies[0];
const manySuites = page.suites.length > 1;

const state = { column: 'verdict', descending: false, words: [], verdicts: new Set(), metric: -1, suite: -1, repeats: false };
let order = [];   // the rows that are asked for, in order
let listed = 0;   // how many of them are in the document
const open = new Map();   // row number -> its detail row's plots

const collator = new Intl.Collator('en', { numeric: true });
/** Place of each text of a column among all its texts: compared as text once, as numbers from then on. */
function places(texts) {
  const distinct = [...new Set(texts)].sort(collator.compare);
  const place = new Map(distinct.map((text, i) => [text, i]));
  return texts.map((text) => place.get(text));
}

// What a column is sorted by: a number for each row, null where there is none; rows that tie stay worst first. Values
// of different metrics do not compare, so these columns keep the metrics apart.
const sortKeys = {
  name: () => places(rows.name),
  suite: () => places(rows.suite.map((suite) => page.suites[suite])),
  metric: () => places(rows.metric.map((metric) => page.metrics[metric])),
  base: () => rows.base,
  head: () => rows.head,
  change: () => rows.change,
  interval: () => rows.low,
  verdict: () => rows.name.map((_, i) => i),
  why: () => places(rows.why),
};
const relativeFirst = () => rows.relative.map((relative) => -relative);
const groups = { base: () => rows.metric, head: () => rows.metric, change: relativeFirst, interval: relativeFirst };
const keysOf = {};

function sortedOrder(candidates) {
  const keys = keysOf[state.column] ??= sortKeys[state.column]();
  const group = groups[state.column]?.();
  const sign = state.descending ? -1 : 1;
  return candidates.sort((a, b) => {
    if (group && group[a] !== group[b]) return group[a] - group[b];
    const left = keys[a], right = keys[b];
    if (left === right) return a - b;
    if (left === null) return 1;
    if (right === null) return -1;
    return sign * (left - right);
  });
}

let haystack = null;
function isAskedFor(i) {
  if (rows.repeats[i] && !state.repeats) return false;
  if (state.verdicts.size && !state.verdicts.has(verdictOf(i).verdict)) return false;
  if (state.metric >= 0 && rows.metric[i] !== state.metric) return false;
  if (state.suite >= 0 && rows.suite[i] !== state.suite) return false;
  return state.words.every((word) => haystack[i].includes(word));
}

// 0 is half way; a change of a factor of two lies at either end; finer around zero.
const fine = 0.02;
const reach = Math.asinh(Math.log(2) / fine);
const onBar = (change) => 56 + 50 * Math.max(-1, Math.min(1, Math.asinh(Math.log1p(Math.max(change, -0.999)) / fine) / reach));

function bar(i) {
  const svg = svgElement('svg', { viewBox: '0 0 112 14', 'aria-hidden': 'true' });
  if (!rows.relative[i] || rows.change[i] === null) return svg;
  for (const [change, name] of [[-0.1, 'bar-grid'], [0, 'bar-zero'], [0.1, 'bar-grid']]) {
    const x = onBar(change).toFixed(1);
    svg.append(svgElement('line', { x1: x, x2: x, y1: 0, y2: 14, class: name }));
  }
  const low = onBar(rows.low[i] ?? -1), high = onBar(rows.high[i] ?? Infinity);
  svg.append(svgElement('line', { x1: Math.min(low, high - 1).toFixed(1), x2: high.toFixed(1), y1: 7, y2: 7, class: 'bar' }));
  svg.append(svgElement('circle', { cx: onBar(rows.change[i]).toFixed(1), cy: 7, r: 3, class: 'dot' }));
  return svg;
}

/** A value and its unit, which stay on one line. */
const whole = (text) => text.replaceAll(' ', '\u00a0');

function rowElement(i) {
  const { text, verdict, severity } = verdictOf(i);
  const made = element('tr', `row ${verdict} ${severity}`);
  const head = element('th', 'benchmark');
  head.scope = 'row';
  const button = element('button');
  button.type = 'button';
  button.dataset.row = i;
  button.setAttribute('aria-expanded', 'false');
  button.append(element('bdi', 'name', rows.name[i]));
  const metric = page.metrics[rows.metric[i]];
  const suite = page.suites[rows.suite[i]];
  const values = rows.base[i] === null && rows.head[i] === null ? '' : ` · ${whole(rows.baseText[i])} → ${whole(rows.headText[i])}`;
  head.append(button, element('div', 'below', (manySuites ? `${suite} · ` : '') + metric + values));
  const interval = element('td', 'interval number', rows.intervalText[i]);
  interval.append(bar(i));
  const mark = element('td', 'verdict');
  mark.append(element('span', 'mark', text));
  const why = element('td', 'why');
  why.append(element('span', '', rows.why[i]));
  made.append(head);
  if (manySuites) made.append(element('td', 'suite', suite));
  made.append(element('td', 'metric', metric), element('td', 'base number', rows.baseText[i]),
    element('td', 'head number', rows.headText[i]), element('td', 'change number', rows.changeText[i]), interval, mark, why);
  return made;
}

function listMore(count) {
  const made = document.createDocumentFragment();
  const end = Math.min(order.length, listed + count);
  for (; listed < end; ++listed) made.append(rowElement(order[listed]));
  body.append(made);
  byId('more').hidden = listed === order.length;
}

let listingAll = false;

/** Lists the rest, some in each frame, so that the page stays alive. */
function listAll() {
  listingAll = true;
  const step = () => {
    if (!listingAll) return;
    listMore(3 * slice);
    if (listed < order.length) requestAnimationFrame(step);
  };
  step();
}

function update() {
  listingAll = false;
  for (const charts of open.values()) closePlots(charts);
  open.clear();
  if (state.words.length && !haystack) haystack = rows.name.map((name) => name.toLowerCase());
  const candidates = [];
  for (let i = 0; i < rowCount; ++i) if (isAskedFor(i)) candidates.push(i);
  order = sortedOrder(candidates);
  listed = 0;
  body.replaceChildren();
  listMore(slice);
  table.setAttribute('aria-rowcount', order.length + 1);
  const all = rows.repeats.filter((repeats) => state.repeats || !repeats).length;
  byId('shown').textContent = `${order.length === all ? '' : `${order.length} of `}${all} row${all === 1 ? '' : 's'}`;
  if (!order.length) {
    const none = element('td', 'none', 'No row fits. Clear the search or the filters to see more.');
    none.colSpan = columnsInSight();
    const line = element('tr');
    line.append(none);
    body.append(line);
  }
}

function sortBy(column) {
  state.descending = state.column === column ? !state.descending : ['change', 'interval', 'base', 'head'].includes(column);
  state.column = column;
  for (const head of table.tHead.rows[0].cells) {
    if (head.dataset.column === column) head.setAttribute('aria-sort', state.descending ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }
  update();
}

body.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-row]');
  if (button) toggleDetail(button);
});
