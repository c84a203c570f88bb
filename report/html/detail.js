// SPDX-License-Identifier: Apache-2.0
// A row that is opened: its numbers, the reason in full, and the plots, which are made only now.
function facts(i) {
  const list = element('dl', 'facts');
  const add = (what, value) => {
    if (!value) return;
    const group = element('div');
    group.append(element('dt', '', what), element('dd', '', value));
    list.append(group);
  };
  add('Metric', `${page.metrics[rows.metric[i]]}, ${page.better[rows.metric[i]]}`);
  add('Base', rows.baseText[i]);
  add('Head', rows.headText[i]);
  add('Change', rows.changeText[i]);
  add('95 % interval', rows.intervalText[i]);
  add('p', rows.p[i]);
  add('p after correction', rows.adjusted[i]);
  add('Rests on', rows.restsOn[i]);
  add('Suite', manySuites ? page.suites[rows.suite[i]] : '');
  return list;
}

/** How many columns the screen has room for. */
const columnsInSight = () => [...table.tHead.rows[0].cells].filter((head) => head.offsetWidth > 0).length;

addEventListener('resize', () => {
  for (const cell of body.querySelectorAll('.detail > td')) cell.colSpan = columnsInSight();
});

function toggleDetail(button) {
  const i = Number(button.dataset.row);
  const line = button.closest('tr');
  if (open.has(i)) {
    closePlots(open.get(i));
    open.delete(i);
    line.nextElementSibling.remove();
    button.setAttribute('aria-expanded', 'false');
    button.removeAttribute('aria-controls');
    return;
  }
  const detail = element('tr', 'detail');
  detail.id = `detail-${i}`;
  const cell = element('td');
  cell.colSpan = columnsInSight();
  cell.append(facts(i), element('p', 'reason', rows.reason[i] || rows.why[i]));
  detail.append(cell);
  line.after(detail);
  button.setAttribute('aria-expanded', 'true');
  button.setAttribute('aria-controls', detail.id);
  open.set(i, drawPlots(cell, i));
}

/** Draws the plots of all open rows anew, in the colours of the theme. */
function redrawPlots() {
  for (const [i, charts] of open) {
    closePlots(charts);
    const cell = byId(`detail-${i}`).cells[0];
    cell.querySelector('.plots')?.remove();
    open.set(i, drawPlots(cell, i));
  }
}
