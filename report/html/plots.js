// SPDX-License-Identifier: Apache-2.0
// The plots of one row: the values of both sides, the same in the order in which they were measured, and the change with
// its interval.
function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return { base: colour('base'), head: colour('head'), ink: colour('ink'), quiet: colour('quiet'), line: colour('line'),
    worse: colour('worse'), better: colour('better') };
}

const digits = (value) => Number(value.toPrecision(4)).toString();

/** A canvas in a figure; `description` is what it shows, for those who do not see it. */
function canvasIn(plots, caption, description) {
  const figure = element('figure');
  const frame = element('div', 'canvas');
  const canvas = element('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', description);
  frame.append(canvas);
  figure.append(element('figcaption', '', caption), frame);
  plots.append(figure);
  return canvas;
}

function options(colour, x, y, tooltip) {
  const axis = (more) => ({ ...more,
    grid: { color: colour.line, borderColor: colour.line, ...more.grid }, ticks: { color: colour.quiet, maxRotation: 0, ...more.ticks },
    title: { display: Boolean(more.text), text: more.text, color: colour.quiet, font: { size: 11 } } });
  return { animation: false, responsive: true, maintainAspectRatio: false, layout: { padding: { right: 8 } },
    scales: { x: axis({ type: 'linear', ...x }), y: axis(y) },
    plugins: { legend: { display: false },
      tooltip: { displayColors: false, filter: (item) => item.dataset.told !== false,
        callbacks: { title: () => '', label: tooltip } } } };
}

const valuesInWords = (count) => `${count} value${count === 1 ? '' : 's'}`;

/** Which of `all` values, from 1, the one is that is drawn as number `k` of `drawn`. */
const placeOf = (k, drawn, all) => Math.floor(k * all / drawn) + 1;

/** `200 of the 1500 values of the base`, of each side that is not drawn as a whole; nothing if both are. */
function leftOut(i) {
  const sides = [['base', rows.baseValues[i].length, rows.baseCount[i]], ['head', rows.headValues[i].length, rows.headCount[i]]];
  return sides.filter(([, drawn, all]) => drawn < all).map(([name, drawn, all]) => `${drawn} of the ${valuesInWords(all)} of the ${name}`);
}

/** A place beside the line for the value number `k`, always the same, so that equal values do not hide each other. */
const beside = (k) => ((k * 0.618034) % 1 - 0.5) * 0.5;

function distribution(plots, i, colour) {
  const unit = rows.unit[i];
  const sides = [['base', rows.baseValues[i], rows.base[i], 1, 'circle'], ['head', rows.headValues[i], rows.head[i], 0, 'triangle']];
  const datasets = [];
  for (const [name, values, , y, sign] of sides) {
    datasets.push({ label: name, data: values.map((x, k) => ({ x, y: y + beside(k) })), pointStyle: sign, pointRadius: 3.5,
      backgroundColor: `${colour[name]}99`, borderColor: colour[name], borderWidth: 1 });
  }
  for (const [name, values, median, y] of sides) {
    if (!values.length || median === null) continue;
    const x = median * rows.factor[i];
    datasets.push({ label: `${name} median`, told: false, data: [{ x, y: y - 0.36 }, { x, y: y + 0.36 }], showLine: true, pointRadius: 0,
      borderColor: colour.ink, borderWidth: 2 });
  }
  const count = (values, all) => (values.length < all ? `${values.length} of ${valuesInWords(all)}` : valuesInWords(all));
  const canvas = canvasIn(plots, `Values of both sides${unit ? `, ${unit}` : ''}; the bar is the median`,
    `Distribution: base ${rows.baseText[i]}, ${count(rows.baseValues[i], rows.baseCount[i])}; ` +
    `head ${rows.headText[i]}, ${count(rows.headValues[i], rows.headCount[i])}.`);
  const y = { min: -0.6, max: 1.6, grid: { display: false }, afterBuildTicks: (scale) => { scale.ticks = [{ value: 0 }, { value: 1 }]; },
    ticks: { callback: (value) => (value === 1 ? 'base' : 'head'), font: { size: 12 } } };
  return new Chart(canvas, { type: 'scatter', data: { datasets },
    options: options(colour, { grace: '4%', ticks: { maxTicksLimit: 6, callback: digits } }, y,
      (item) => `${item.dataset.label}: ${digits(item.parsed.x)} ${unit}`) });
}

function inOrder(plots, i, colour) {
  const unit = rows.unit[i];
  const side = (name, values, all, sign) => ({ label: name,
    data: values.map((y, k) => ({ x: placeOf(k, values.length, all), y })), showLine: true, borderWidth: 1.25,
    borderColor: colour[name], backgroundColor: `${colour[name]}99`, pointStyle: sign, pointRadius: values.length > 60 ? 1.5 : 3 });
  const canvas = canvasIn(plots, `In the order measured${unit ? `, ${unit}` : ''}: ● base, ▲ head`,
    'The same values in the order in which they were measured, for each side.');
  return new Chart(canvas, { type: 'scatter',
    data: { datasets: [side('base', rows.baseValues[i], rows.baseCount[i], 'circle'), side('head', rows.headValues[i], rows.headCount[i], 'triangle')] },
    options: options(colour, { min: 1, grid: { display: false }, ticks: { precision: 0, maxTicksLimit: 8 }, text: 'round' },
      { grace: '4%', ticks: { maxTicksLimit: 6, callback: digits } },
      (item) => `${item.dataset.label} ${item.parsed.x}: ${digits(item.parsed.y)} ${unit}`) });
}

function changePlot(plots, i, colour) {
  const scale = rows.relative[i] ? 100 : rows.factor[i];
  const unit = rows.relative[i] ? '%' : rows.unit[i];
  const change = rows.change[i] * scale;
  const low = rows.low[i] === null ? Math.min(-100, change) : rows.low[i] * scale;
  const high = rows.high[i] === null ? Math.max(change * 2, 100) : rows.high[i] * scale;
  const { verdict } = verdictOf(i);
  const shade = verdict === 'regression' ? colour.worse : verdict === 'improvement' ? colour.better : colour.quiet;
  const signed = (value) => (value > 0 ? '+' : '') + digits(value);
  const canvas = canvasIn(plots, `Change with its 95 % interval${unit ? `, ${unit}` : ''}; right is worse`,
    `Change ${rows.changeText[i]}, 95 % interval ${rows.intervalText[i]}.`);
  const datasets = [
    { label: 'change', data: [{ x: change, y: 0 }], pointRadius: 6, backgroundColor: shade, borderColor: shade, pointStyle: 'rectRot' },
    { label: 'interval', told: false, data: [{ x: low, y: 0 }, { x: high, y: 0 }], showLine: true, pointStyle: 'line', rotation: 90, pointRadius: 8,
      borderColor: shade, borderWidth: 3 }];
  const zero = (context) => (context.tick.value === 0 ? colour.ink : colour.line);
  return new Chart(canvas, { type: 'scatter', data: { datasets },
    options: options(colour, { suggestedMin: 0, suggestedMax: 0, grace: '8%', grid: { color: zero }, ticks: { maxTicksLimit: 7, callback: signed } },
      { min: -1, max: 1, grid: { display: false }, ticks: { display: false } },
      () => `change ${rows.changeText[i]}, interval ${rows.intervalText[i]}`) });
}

/** Draws what there is to draw of row `i` into `cell`; gives the charts, for closePlots. */
function drawPlots(cell, i) {
  const plots = element('div', 'plots');
  cell.append(plots);
  const colour = colours();
  const made = [];
  const most = Math.max(rows.baseValues[i].length, rows.headValues[i].length);
  if (most > 0) made.push(distribution(plots, i, colour));
  if (rows.change[i] !== null) made.push(changePlot(plots, i, colour));
  if (most > 1) made.push(inOrder(plots, i, colour));
  const part = leftOut(i);
  if (part.length) plots.append(element('p', 'note', `Drawn: ${part.join(' and ')}, evenly spread over the order in which they were measured. The numbers rest on all of them.`));
  if (!made.length) plots.append(element('p', 'note', 'There are no values to draw.'));
  return made;
}

function closePlots(charts) {
  for (const chart of charts) chart.destroy();
}
