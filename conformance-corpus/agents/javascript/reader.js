'use strict';
// From the bytes of a module file to a module (chapter Modules). The order of the checks is that of MOD-02b.
const { crc32 } = require('./crc32');
const { Cursor } = require('./cursor');
const { malformed } = require('./errors');
const { functions } = require('./read-functions');
const { signatureOrNone, typeReference, types } = require('./read-types');
const { debug, stackMaps } = require('./read-tables');

const HEADER = 16;
const KNOWN = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 255]);
const REQUIRED = [1, 2, 5, 10];

/** MOD-01a. */
function header(file) {
  if (file.length < HEADER) throw malformed('module-length', file.length);
  if (file.readUInt32BE(8) !== file.length) throw malformed('module-length', 8);
  if (file.toString('latin1', 0, 4) !== 'JETC') throw malformed('magic', 0);
  if (file.readUInt16BE(4) !== 1 || file.readUInt16BE(6) !== 0) throw malformed('version', 4);
  if (file.readUInt32BE(12) !== crc32(file.subarray(HEADER))) throw malformed('checksum', 12);
}

/** MOD-01b and MOD-01c: the places of all sections. */
function sections(file) {
  const found = [];
  let at = HEADER;
  let last = 0;
  while (at < file.length) {
    const id = file[at];
    if (!KNOWN.has(id)) throw malformed('section-id', at);
    if (id <= last && id !== 255) throw malformed('section-order', at);
    if (file.length - at < 5 || file.readUInt32BE(at + 1) > file.length - at - 5) throw malformed('section-length', at + 1);
    const start = at + 5;
    const end = start + file.readUInt32BE(at + 1);
    found.push({ id, at, start, end });
    last = id;
    at = end;
  }
  for (const id of REQUIRED) {
    if (found.some((section) => section.id === id)) continue;
    const next = found.find((section) => section.id > id);
    throw malformed('section-missing', next ? next.at : file.length);
  }
  return found;
}

/** MOD-01d. */
function strings(cursor) {
  const count = cursor.count(4, 4);
  const seen = new Set();
  const list = [];
  for (let i = 0; i < count; i++) {
    const at = cursor.at;
    const text = cursor.text();
    if (seen.has(text)) throw malformed('string-duplicate', at);
    seen.add(text);
    list.push(text);
  }
  return list;
}

/** An index of a name that may be missing and is not empty: MOD-01e, MOD-13a. */
function nameOrNone(cursor, module) {
  const at = cursor.at;
  const index = cursor.optional(module.strings.length);
  if (index < 0) return null;
  if (module.strings[index] === '') throw malformed('index', at);
  return module.strings[index];
}

/** MOD-12d. */
function imports(cursor, module) {
  const count = cursor.count(4, 13);
  const seen = new Set();
  for (let i = 0; i < count; i++) {
    const at = cursor.at;
    const from = module.strings[cursor.index(module.strings.length)];
    const name = module.strings[cursor.index(module.strings.length)];
    const key = JSON.stringify([from, name]);
    if (seen.has(key)) throw malformed('import-duplicate', at);
    seen.add(key);
    const isValue = cursor.flag(1) === 1;
    const type = isValue ? typeReference(cursor, module) : 0;
    const signature = isValue ? -1 : signatureOrNone(cursor, module);
    module.imports.push({ from, name, isValue, type, signature });
  }
  return count;
}

/** MOD-12e. */
function exportsOf(cursor, module) {
  const count = cursor.count(4, 13);
  for (let i = 0; i < count; i++) {
    const at = cursor.at;
    const name = module.strings[cursor.index(module.strings.length)];
    if (module.exports.has(name)) throw malformed('export-duplicate', at);
    const isValue = cursor.flag(1) === 1;
    const target = cursor.index(isValue ? module.strings.length : module.functions.length);
    let type = 0;
    if (isValue) type = typeReference(cursor, module);
    else if (cursor.u32() !== 0) throw malformed('flag', cursor.at - 4);
    module.exports.set(name, { name, isValue, target, type });
  }
  return count;
}

function inits(cursor, module) {
  const count = cursor.count(4, 4);
  for (let i = 0; i < count; i++) module.inits.push(cursor.index(module.functions.length));
  return count;
}

/** MOD-13b: the code is cut by the lengths of the functions. */
function code(cursor, module) {
  let at = cursor.start;
  for (const each of module.functions) {
    each.codeAt = at - cursor.start;
    each.code = cursor.file.subarray(at, at + each.length);
    at += each.length;
  }
  if (at < cursor.end) throw malformed('function-code', at);
  cursor.at = cursor.end;
}

function custom(cursor, module) {
  cursor.text();
  cursor.at = cursor.end;
  module.customs++;
}

/** What a section holds; a reader gives the number of its items, or nothing if it may have none. */
const READERS = {
  1: (cursor, module) => { module.strings = strings(cursor); },
  2: (cursor, module) => {
    module.name = module.strings[cursor.index(module.strings.length)];
    module.source = nameOrNone(cursor, module);
  },
  3: types,
  4: imports,
  5: (cursor, module) => { functions(cursor, module, nameOrNone); },
  7: exportsOf,
  8: inits,
  9: (cursor, module) => { module.entry = cursor.index(module.functions.length); },
  10: code,
  11: (cursor, module) => { module.stackMaps = stackMaps(cursor); return module.stackMaps; },
  12: debug,
  255: custom,
};

/** How many items a section that comes later announces; what refers to them is read before (MOD-12b). */
function announced(file, section) {
  return section.end - section.start < 4 ? 0 : file.readUInt32BE(section.start);
}

function readModule(file) {
  header(file);
  const found = sections(file);
  const section = (id) => found.find((each) => each.id === id);
  const module = {
    name: '', source: null, strings: [], types: [], imports: [], exports: new Map(), functions: [], inits: [],
    entry: -1, customs: 0, stackMaps: 0, functionCount: announced(file, section(5)),
    codeSize: section(10).end - section(10).start,
  };
  for (const { id, start, end } of found) {
    const cursor = new Cursor(file, start, end);
    cursor.start = start;
    const items = READERS[id](cursor, module);
    cursor.done();
    if (items === 0) throw malformed('section-empty', start);
  }
  return module;
}

module.exports = { readModule };
