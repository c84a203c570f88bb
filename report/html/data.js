// SPDX-License-Identifier: Apache-2.0
'use strict';
// What the page shows. Every column of `page.rows` is an array with an entry for each row, worst first; texts come
// ready to be read, and reach the document as text only.
performance.mark('page-begins');
const page = JSON.parse(document.getElementById('data').textContent);
const rows = page.rows;
const rowCount = rows.name.length;

const byId = (id) => document.getElementById(id);

/** A new element with a class and a text; both may be left out. */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const svgElement = (tag, attributes) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

/** The verdict of row `i`: {text, verdict, severity}. */
const verdictOf = (i) => page.verdicts[rows.verdict[i]];
