// SPDX-License-Identifier: Apache-2.0
// Reads a zip archive that may be hostile, in memory: nothing is written anywhere, so that no name in it can lead out
// of a folder. What is not as upload-artifact writes it is an error. (PKWARE APPNOTE.TXT, 4.3)
"use strict";
const zlib = require("node:zlib");

const END = 0x06054b50; // end of central directory
const ENTRY = 0x02014b50; // an entry of it
const LOCAL = 0x04034b50; // the header before the data
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 100;

function endOfDirectory(archive) {
  const lowest = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= lowest; --at) {
    if (archive.readUInt32LE(at) === END) return { entries: archive.readUInt16LE(at + 10), start: archive.readUInt32LE(at + 16) };
  }
  throw new Error("not a zip archive");
}

function contentOf(archive, entry, limit) {
  if (entry.size > limit) throw new Error(`${entry.name} has more than ${limit} bytes`);
  if (archive.readUInt32LE(entry.header) !== LOCAL) throw new Error("a damaged zip archive");
  const start = entry.header + 30 + archive.readUInt16LE(entry.header + 26) + archive.readUInt16LE(entry.header + 28);
  const packed = archive.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed.subarray(0, limit);
  if (entry.method === 8) return zlib.inflateRawSync(packed, { maxOutputLength: limit }); // throws beyond it
  throw new Error(`${entry.name} is packed in an unknown way`);
}

/**
 * The text of the entries that `limits` names, each of at most so many bytes; other entries are not unpacked. An entry
 * that is missing is undefined.
 * @param {Buffer} archive
 * @param {Record<string, number>} limits
 * @returns {Record<string, string | undefined>}
 */
function readZip(archive, limits) {
  const texts = {};
  let { entries, start: at } = endOfDirectory(archive);
  if (entries > MOST_ENTRIES) throw new Error(`more than ${MOST_ENTRIES} files`);
  for (; entries > 0; --entries) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error("a damaged zip archive");
    const nameBytes = archive.readUInt16LE(at + 28);
    const entry = {
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      header: archive.readUInt32LE(at + 42),
      name: archive.toString("utf8", at + 46, at + 46 + nameBytes),
    };
    if (Object.hasOwn(limits, entry.name)) {
      if (Object.hasOwn(texts, entry.name)) throw new Error(`${entry.name} is there twice`);
      texts[entry.name] = contentOf(archive, entry, limits[entry.name]).toString("utf8");
    }
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return texts;
}

module.exports = { readZip };
