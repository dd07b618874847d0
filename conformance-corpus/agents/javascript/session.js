'use strict';
// The operations of a session (CONF-09 to CONF-15) and vm.run, by name. Each takes the request and gives the value of
// the answer; what is refused is thrown (errors.js).
const members = require('./members');
const { Refusal, unlinkable, unsupported } = require('./errors');
const { link } = require('./link');
const { Machine } = require('./machine');
const { readModule } = require('./reader');
const shown = require('./shown');
const { forgetSymbols } = require('./values');
const { verify } = require('./verify');

// The families of instructions that this machine runs. Everything that is announced is made from them.
const FAMILIES = [
  'constants', 'variables', 'stack', 'arithmetic', 'logic', 'comparison', 'jumps', 'calls', 'closures', 'aggregates',
  'unwinding', 'effects', 'short', 'debugging',
];
/** What the answers of vm.run tell beyond output, status, result and panic code. */
const OBSERVED = ['trace', 'lines', 'counters', 'states', 'stack-depth', 'instruction-trace'];
/** Modules of native functions: what `vm.exit` announces is in `jet.exit`. */
const NATIVES = ['exit'];
const OPTIONS = { 'vm.max_frames': 'frames', 'scheduler.max_stack_size': 'stack' };

/** Options of `configure`, as limits of every run. */
let options = {};

const operations = {
  hello(request) {
    const protocols = members.array(request, 'protocols', Number.isInteger);
    const suite = members.object(request, 'suite');
    members.text(suite, 'name');
    members.text(suite, 'version');
    members.text(request, 'spec');
    if (!protocols.includes(1)) throw new Refusal({ outcome: 'error', code: 'no-protocol', definite: true });
    return {
      protocol: 1,
      impl: { name: 'jet-javascript-sample', version: '1', language: 'JavaScript', issues: 'https://example.org/issues' },
      capabilities: { vm: ['run', ...FAMILIES, ...NATIVES, ...OBSERVED], modules: ['decode', 'verify', 'link'] },
      controls: [],
      profiles: ['tagged'],
      params: { wordBits: 64 },
    };
  },

  configure(request) {
    const profile = members.text(request, 'profile');
    const params = members.optional(request, 'params', members.object) ?? {};
    members.optional(request, 'seed', members.decimal);
    if (profile !== 'tagged') throw unsupported(`profile.${profile}`);
    const wanted = {};
    for (const [name, limit] of Object.entries(OPTIONS)) {
      if (Object.hasOwn(params, name)) wanted[limit] = size(members.text(params, name));
    }
    options = wanted;
    forgetSymbols();
    return {};
  },

  reset() {
    forgetSymbols();
    return {};
  },

  ping: () => ({}),

  cancel(request) {
    members.id(request, 'target');
    return { cancelled: false };
  },

  bye: () => ({}),

  /** Reads and verifies a module; the record of MOD-03a. */
  'module.check'(request) {
    const module = readModule(file(request));
    verify(module);
    return record(module);
  },

  'vm.run'(request) {
    const main = file(request);
    const files = (members.optional(request, 'modules', members.array) ?? []).map(file);
    const name = members.optional(request, 'entry', members.text);
    const args = members.optional(request, 'args', members.texts) ?? [];
    const limits = members.optional(request, 'limits', members.object) ?? {};
    const traced = members.optional(request, 'trace', members.boolean) ?? false;
    const counted = members.optional(request, 'counters', members.boolean) ?? true;
    const wanted = { ...options };
    for (const limit of ['steps', 'frames', 'stack']) {
      const value = members.optional(limits, limit, members.natural);
      if (value !== undefined) wanted[limit] = value;
    }
    const modules = link(main, files, FAMILIES);
    const machine = new Machine(modules, wanted, traced);
    return answer(machine, machine.run(entryOf(modules[0].module, name), args), counted);
  },
};

/** The bytes of a program or of a module that it imports. This machine reads no text. */
function file(holder) {
  members.isObject(holder);
  const module = members.optional(holder, 'module', members.bytes);
  const assembly = members.optional(holder, 'assembly', members.text);
  members.demand((module === undefined) !== (assembly === undefined), 'either module or assembly');
  if (module === undefined) throw unsupported('vm.text');
  return module;
}

function record(module) {
  const sum = (count) => module.functions.reduce((total, each) => total + count(each), 0);
  const value = {
    name: module.name,
    types: module.types.length,
    functions: module.functions.length,
    imports: module.imports.length,
    exports: module.exports.size,
    inits: module.inits.length,
    entry: module.entry >= 0,
    constants: sum((each) => each.constants.length),
    code: module.codeSize,
    stackMaps: module.stackMaps,
    mappings: sum((each) => each.lines.length),
    customs: module.customs,
  };
  if (module.source !== null) value.source = module.source;
  return value;
}

/** Digits and K, M or G for powers of 1,024 (chapter Memory). */
function size(text) {
  const match = /^([0-9]+)([KMG]?)$/.exec(text);
  const value = match ? Number(match[1]) * 1024 ** ' KMG'.indexOf(match[2] || ' ') : NaN;
  if (!Number.isSafeInteger(value)) throw new Refusal({ outcome: 'reject', phase: 'invalid', code: 'option-value' });
  return value;
}

/** The function that is the program: the one that is named, the module's own, or none. */
function entryOf(module, name) {
  if (name === undefined) return module.entry < 0 ? null : module.functions[module.entry];
  const found = module.functions.find((each) => each.name === name);
  if (!found || found.arity > 1 || found.upvalues > 0) throw unlinkable('entry-missing', name);
  return found;
}

function answer(machine, end, counted) {
  const { stdout, stderr } = machine.output;
  const value = { stdout: stdout.join(''), stderr: stderr.join(''), ...end, stack: machine.left() };
  if (Object.hasOwn(end, 'result')) value.result = shown.plain(end.result);
  value.modules = machine.modules.map(({ name, state }) => ({ name, state }));
  if (counted) value.counters = { instructions: machine.instructions, calls: machine.calls };
  return value;
}

module.exports = { FAMILIES, entryOf, operations };
