'use strict';
// From the files of a request to a program that can run (chapter Linking): decoded, verified, joined.
const { readModule } = require('./reader');
const { BUILT_IN } = require('./read-types');
const { unlinkable, unsupported } = require('./errors');
const { Code } = require('./values');
const { verify } = require('./verify');

// The names that the module `jet` has (INTERP-16); this machine has none of them.
const NATIVES = new Set(('clock write args sqrt floor ceil abs fixed parse_int parse_float from_chars hash type_of fields '
  + 'get_field call_method weak target finalizer drain collect heap_used frames').split(' '));

/** A module of a program: its file, its globals, its values of functions, and its state. */
function instance(module) {
  const loaded = { module, name: module.name, state: 'linked', globals: new Map(), codes: [], joined: [] };
  loaded.codes = module.functions.map((each) => new Code(each));
  for (const each of module.functions) each.home = loaded;
  return loaded;
}

/** The program `main` and what it imports, in the order in which they are found (MOD-03b). */
function link(mainFile, files, families) {
  const main = readModule(mainFile);
  const others = files.map(readModule);
  const named = new Map();
  for (const module of [main, ...others]) {
    if (module.name === 'jet' || named.has(module.name)) throw unlinkable('module-duplicate', module.name);
    named.set(module.name, module);
  }
  const found = reached(main, named);
  for (const module of found) verify(module, families);
  const loaded = new Map(found.map((module) => [module.name, instance(module)]));
  for (const each of loaded.values()) join(each, loaded);
  return [...loaded.values()];
}

/** Breadth first: the program, what it imports, what those import. */
function reached(main, named) {
  const found = new Set([main]);
  for (const module of found) {
    for (const { from } of module.imports) {
      if (from === 'jet') continue;
      if (!named.has(from)) throw unlinkable('module-missing', from);
      found.add(named.get(from));
    }
  }
  return [...found];
}

/** MOD-12f: what is joined is a function's value, or the place of a global. */
function join(importer, loaded) {
  for (const wanted of importer.module.imports) {
    if (wanted.from === 'jet') {
      if (NATIVES.has(wanted.name)) throw unsupported('vm.natives');
      throw unlinkable('import-missing', `jet.${wanted.name}`);
    }
    const exporter = loaded.get(wanted.from);
    const given = exporter.module.exports.get(wanted.name);
    if (!given) throw unlinkable('import-missing', `${wanted.from}.${wanted.name}`);
    if (given.isValue !== wanted.isValue) throw unlinkable('import-kind', wanted.name);
    if (!sameType(importer.module, wanted, exporter.module, given)) throw unlinkable('import-type', wanted.name);
    importer.joined.push(given.isValue
      ? { globals: exporter.globals, name: exporter.module.strings[given.target] }
      : { value: exporter.codes[given.target] });
  }
}

function sameType(importer, wanted, exporter, given) {
  if (wanted.isValue) return wanted.type === 0 || typeText(importer, wanted.type) === typeText(exporter, given.type);
  if (wanted.signature < 0) return true;
  const signature = exporter.functions[given.target].signature;
  return signature >= 0 && signatureText(importer, wanted.signature) === signatureText(exporter, signature);
}

/** Types of two modules are the same if they are built-in and equal, or of the same sort and name. */
function typeText(module, reference) {
  if (reference < BUILT_IN) return String(reference);
  const { kind, name } = module.types[reference - BUILT_IN];
  return JSON.stringify([kind, name]);
}

function signatureText(module, index) {
  const { parameters, result } = module.types[index];
  return JSON.stringify([...parameters, result].map((each) => typeText(module, each)));
}

module.exports = { link };
