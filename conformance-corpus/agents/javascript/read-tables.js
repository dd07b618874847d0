'use strict';
// Section 11, stack maps (MOD-14, ROOT-05, ROOT-08), and section 12, lines of the source (MOD-15).
const { malformed } = require('./errors');

const MOST_FRAME = 65528;
const MOST_LINE = 0x7FFFFFFF;

/** Little-endian, the only part of a file that is. First the places of the entries, then what they say. */
function stackMaps(cursor) {
  const { file } = cursor;
  const count = cursor.count(4, 16);
  const start = cursor.at;
  const entries = [];
  let end = start + 8 * count;
  for (let i = 0; i < count; i++) {
    const at = start + 8 * i;
    const address = file.readUInt32LE(at);
    if (i > 0 && address <= entries[i - 1].address) throw malformed('stackmap-order', at);
    if (start + file.readUInt32LE(at + 4) !== end) throw malformed('stackmap-entry', at + 4);
    if (cursor.end - end < 8) throw malformed('stackmap-entry', at + 4);
    const entry = { address, at: end, slots: file.readUInt16LE(end + 4) };
    const offsetsEnd = end + 8 + 2 * entry.slots;
    if (offsetsEnd > cursor.end) throw malformed('stackmap-length', end + 4);
    end = padded(cursor, offsetsEnd, start);
    entries.push(entry);
  }
  for (const entry of entries) said(file, entry);
  cursor.at = end;
  return count;
}

/** Zeros up to a multiple of 4 from the start of the section of ROOT-05. */
function padded(cursor, from, start) {
  const end = from + (4 - ((from - start) & 3) & 3);
  if (end > cursor.end) throw malformed('truncated', from);
  for (let at = from; at < end; at++) if (cursor.file[at] !== 0) throw malformed('flag', at);
  return end;
}

function said(file, entry) {
  if (file.readUInt32LE(entry.at) !== entry.address) throw malformed('stackmap-entry', entry.at);
  const frame = file.readUInt16LE(entry.at + 6);
  if (frame > MOST_FRAME) throw malformed('stackmap-frame', entry.at + 6);
  for (let i = 0; i < entry.slots; i++) {
    const at = entry.at + 8 + 2 * i;
    const offset = file.readUInt16LE(at);
    if (offset % 8 !== 0 || offset < 8 || offset > frame) throw malformed('stackmap-offset', at);
  }
}

function debug(cursor, module) {
  const count = cursor.count(4, 8);
  let last = -1;
  for (let i = 0; i < count; i++) {
    const index = cursor.index(module.functions.length);
    if (index <= last) throw malformed('debug-order', cursor.at - 4);
    last = index;
    mappings(cursor, module.functions[index]);
  }
  const lines = cursor.count(4, 4);
  for (let i = 0; i < lines; i++) cursor.index(module.strings.length);
  return count + lines;
}

function mappings(cursor, each) {
  let last = -1;
  for (let left = cursor.count(4, 10); left > 0; left--) {
    const offset = cursor.u32();
    if (offset <= last || offset >= each.length) throw malformed('debug-order', cursor.at - 4);
    last = offset;
    const line = cursor.u32();
    if (line < 1 || line > MOST_LINE) throw malformed('debug-line', cursor.at - 4);
    each.lines.push({ offset, line, column: cursor.u16() });
  }
}

module.exports = { stackMaps, debug };
