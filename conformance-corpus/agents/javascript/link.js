'use strict';
// From the files of a request to a program that can run (chapter Linking): decoded, verified, joined.
const exit = require('./exit');
const { readModule } = require('./reader');
const { BUILT_IN } = require('./read-types');
const { unlinkable, unsupported } = require('./errors');
const { Code } = require('./values');
const { verify } = require('./verify');

/** The modules of native functions that this machine has: by name the values that they export. */
const NATIVE_MODULES = new Map([['jet.exit', exit.exports]]);
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
    if (isNative(module.name) || named.has(module.name)) throw unlinkable('module-duplicate', module.name);
    named.set(module.name, module);
  }
  const found = reached(main, named);
  for (const module of found) verify(module, families);
  for (const { imports } of found) {
    for (const { from } of imports) if (!isNative(from) && !named.has(from)) throw unlinkable('module-missing', from);
  }
  const loaded = new Map(found.map((module) => [module.name, instance(module)]));
  for (const each of loaded.values()) join(each, loaded);
  return [...loaded.values()];
}

/** A name that no module of a program has (MOD-17). */
function isNative(name) {
  return name === 'jet' || name.startsWith('jet.');
}

/** The native function of an import. Natives say no signature. */
function nativeOf({ from, name, isValue, signature }) {
  const exported = NATIVE_MODULES.get(from);
  if (!exported && from !== 'jet') throw unsupported(`vm.${from.slice('jet.'.length)}`);
  if (!exported && NATIVES.has(name)) throw unsupported('vm.natives');
  if (!exported?.has(name)) throw unlinkable('import-missing', `${from}.${name}`);
  if (isValue) throw unlinkable('import-kind', name);
  if (signature >= 0) throw unlinkable('import-type', name);
  return exported.get(name);
}

/** Breadth first: the program, what it imports, what those import. */
function reached(main, named) {
  const found = new Set([main]);
  for (const module of found) {
    for (const { from } of module.imports) if (named.has(from)) found.add(named.get(from));
  }
  return [...found];
}

/** MOD-12f: what is joined is a function's value, or the place of a global. */
function join(importer, loaded) {
  for (const wanted of importer.module.imports) {
    if (isNative(wanted.from)) {
      importer.joined.push({ value: nativeOf(wanted) });
      continue;
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
