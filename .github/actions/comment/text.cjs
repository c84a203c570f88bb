// SPDX-License-Identifier: Apache-2.0
// Makes one comment of what several jobs reported. Their Markdown may come from a fork and say anything, so that of it
// only what reports of ours are made of stays alive: headings, tables, emphasis, <code> and <details>. Links, images,
// mentions, references, code blocks with a fence and any other HTML become plain text.
"use strict";

const MOST = 60_000; // characters of a comment; GitHub takes 65 536
const ZERO_WIDTH_SPACE = "&#8203;";
// What report/markdown.cpp writes as an entity: those characters that mean something, and the zero-width space.
const OUR_ENTITY = /^&#(?:8203|34|35|36|38|42|60|62|64|91|92|93|95|96|124|126);/;
const OUR_TAG = /^<\/?(?:code|details|summary)>|^<br>/;
const SIGNS = ["❌", "❔"]; // what comes first

/** `text` with nothing alive in it but what our reports are made of. */
function disarmed(text) {
  const printable = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  const split = (match) => match[0] + ZERO_WIDTH_SPACE + match.slice(1);
  return printable
    .replace(/&/g, (_, at, whole) => (OUR_ENTITY.test(whole.slice(at, at + 8)) ? "&" : "&amp;"))
    .replace(/</g, (_, at, whole) => (OUR_TAG.test(whole.slice(at, at + 12)) ? "<" : "&lt;"))
    .replace(/(?:@|&#64;|(?<!&)#(?=\w)|&#35;)(?!&#8203;)/g, (sign) => sign + ZERO_WIDTH_SPACE)
    .replace(/:\/\/|www\.|\]\(|\]:|\]\[|gh-(?=\d)|```|~~~/gi, split);
}

/** The lines of `text` that fit into `room` characters, with what is open closed and a word about the rest. */
function cut(text, room) {
  if (text.length <= room) return text;
  const note = "\n_The rest was cut to keep this short; the reports of the run have it all._\n";
  const closing = "\n</details>\n";
  let kept = text.slice(0, Math.max(0, room - note.length - closing.length));
  kept = kept.slice(0, kept.lastIndexOf("\n") + 1);
  const open = kept.split("<details>").length > kept.split("</details>").length;
  return kept + (open ? closing : "") + note;
}

/** Which of the signs a report bears: the first are the worst. */
function rank(report) {
  const found = SIGNS.findIndex((sign) => report.startsWith(`### ${sign}`));
  return found < 0 ? SIGNS.length : found;
}

/**
 * The comment: a marker by which it is found again, the reports with the worst first, and where they come from.
 * @param {{reports: string[], marker: string, footer: string}} parts  `marker` and `footer` are ours, `reports` anybody's
 */
function composed({ reports, marker, footer }) {
  const bodies = reports
    .map((report) => disarmed(report.replace(/^<!-- trackmeet:[^\n]*-->\n/, "")).trim())
    .sort((a, b) => rank(a) - rank(b));
  let room = MOST - marker.length - footer.length - 10;
  const shown = [];
  bodies.forEach((body, i) => {
    const share = Math.floor(room / (bodies.length - i));
    shown.push(cut(body, share));
    room -= shown[i].length + 2;
  });
  return `${marker}\n${shown.join("\n\n")}\n\n${footer}\n`;
}

module.exports = { composed, disarmed };
