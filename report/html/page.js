// SPDX-License-Identifier: Apache-2.0
// Brings the page to life: the tools above the table, sorting, the theme. Without it the page is a plain table.
function choices(select, label, names, chosen) {
  if (names.length < 2) { label.hidden = true; return; }
  select.append(new Option('all', -1), ...names.map((name, i) => new Option(name, i)));
  select.addEventListener('change', () => { chosen(Number(select.value)); update(); });
}

function verdictButtons() {
  const counts = new Map();
  for (let i = 0; i < rowCount; ++i) if (!rows.repeats[i]) counts.set(verdictOf(i).verdict, (counts.get(verdictOf(i).verdict) ?? 0) + 1);
  for (const [verdict, count] of counts) {   // in the order of the rows: worst first
    const button = element('button', '', `${verdict} ${count}`);
    button.type = 'button';
    button.dataset.verdict = verdict;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      const on = !state.verdicts.has(verdict);
      if (on) state.verdicts.add(verdict); else state.verdicts.delete(verdict);
      button.setAttribute('aria-pressed', on);
      update();
    });
    byId('verdicts').append(button);
  }
}

function sortButtons() {
  for (const head of table.tHead.rows[0].cells) {
    const button = element('button', '', head.textContent);
    button.type = 'button';
    button.addEventListener('click', () => sortBy(head.dataset.column));
    head.replaceChildren(button);
  }
}

function themeButton() {
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  let wanted = null;
  try { wanted = localStorage.getItem('trackmeet-theme'); } catch { /* no storage here: the system's theme */ }
  const show = () => {
    if (wanted === 'dark' || wanted === 'light') document.documentElement.dataset.theme = wanted;
    const dark = wanted ? wanted === 'dark' : system.matches;
    button.textContent = dark ? '☀ Light' : '☾ Dark';
    redrawPlots();
  };
  button.addEventListener('click', () => {
    wanted = (wanted ? wanted === 'dark' : system.matches) ? 'light' : 'dark';
    try { localStorage.setItem('trackmeet-theme', wanted); } catch { /* not kept, then */ }
    show();
  });
  system.addEventListener('change', show);
  button.hidden = false;
  show();
}

choices(byId('metric'), byId('metric-label'), page.metrics, (metric) => { state.metric = metric; });
choices(byId('suite'), byId('suite-label'), page.suites, (suite) => { state.suite = suite; });
byId('repeats-label').hidden = !rows.repeats.some(Boolean);
byId('repeats').addEventListener('change', () => { state.repeats = byId('repeats').checked; update(); });
verdictButtons();
sortButtons();
themeButton();
byId('tools').hidden = false;
byId('tools').addEventListener('submit', (event) => event.preventDefault());
for (const note of document.querySelectorAll('.scripted')) note.hidden = false;
byId('search').addEventListener('input', () => {
  state.words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  update();
});
byId('more-some').addEventListener('click', () => listMore(slice));
byId('more-all').addEventListener('click', listAll);
new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) listMore(slice);
}, { rootMargin: '600px' }).observe(byId('more'));
update();
table.tHead.rows[0].querySelector('[data-column="verdict"]').setAttribute('aria-sort', 'ascending');
performance.mark('page-ready');
