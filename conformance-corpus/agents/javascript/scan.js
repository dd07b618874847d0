'use strict';
// What of a function's code is instructions, and whether each one names what exists: the part of verification that
// needs no stack (VERIFY-04 to VERIFY-08).
const { byCode, operand } = require('./opcodes');
const { invalid, unsupported } = require('./errors');
const { INTERFACE, STORAGE_CLASSES, STRUCT } = require('./read-types');
const { Waiting } = require('./waiting');

const TARGETS = 6;

/**
 * The instructions of `each` that control can reach, by offset: {at, opcode, operands, next, target}. `target` is where a
 * jump leads, -1 for others. `families` are those that this machine runs; an instruction of another one makes it unsupported.
 */
function scan(each, families) {
  const found = new Map();
  const owner = new Int32Array(each.length).fill(-1);
  const jumps = new Map(); // by target, the first jump that leads there
  const waiting = new Waiting();
  const seen = new Set();
  const reach = (at) => {
    if (!seen.has(at)) waiting.add(at);
    seen.add(at);
  };
  reach(0);
  while (!waiting.isEmpty()) {
    const at = waiting.first();
    const instruction = decode(each, at, families);
    claim(each, instruction, jumps, owner);
    found.set(at, instruction);
    instruction.opcode.fields.forEach((_, index) => check(each, instruction, index));
    const { opcode, next, target } = instruction;
    if (target >= 0) {
      if (!jumps.has(target)) jumps.set(target, at);
      reach(target);
    }
    if (opcode.goesOn && next >= each.length) throw invalid('code-falls-off-end', each.codeAt + at);
    if (opcode.goesOn) reach(next);
  }
  return found;
}

function decode(each, at, families) {
  const opcode = byCode[each.code[at]];
  const place = each.codeAt + at;
  if (opcode === null) throw invalid('opcode-unknown', place);
  if (at + opcode.length > each.length) throw invalid('code-truncated', place);
  if (opcode.name === 'EXT') throw invalid('opcode-extension', place);
  if (!opcode.later && !families.includes(opcode.family)) throw unsupported(`vm.${opcode.family}`);
  const operands = opcode.fields.map((_, index) => operand(each.code, at, opcode, index));
  const instruction = { at, opcode, operands, next: at + opcode.length, target: -1, type: null, captures: [] };
  if (opcode.slot >= each.slots) throw invalid('local-range', place);
  if (opcode.name === 'CLOSURE') captures(each, instruction, place);
  return instruction;
}

/** What is numbered from 0: how many there are, and the code of a number beyond. */
const RANGES = {
  slot: { code: 'local-range', count: (each) => each.slots },
  upvalue: { code: 'upvalue-range', count: (each) => each.upvalues },
  field: { code: 'field-range', count: (each, { type }) => type.fields.length },
  method: { code: 'slot-range', count: (each, { type }) => (type === null ? Infinity : type.methods.length) },
  target: { code: 'operand-range', count: () => TARGETS },
  storage: { code: 'operand-range', count: () => STORAGE_CLASSES },
  flag: { code: 'operand-range', count: () => 2 },
};

function check(each, instruction, number) {
  const { kind } = instruction.opcode.fields[number];
  const value = instruction.operands[number];
  const place = each.codeAt + instruction.at;
  if (RANGES[kind]) {
    if (value >= RANGES[kind].count(each, instruction)) throw invalid(RANGES[kind].code, place);
  } else if (FITS[kind]) {
    constant(each, instruction, kind, value, place);
  } else if (kind === 'forward' || kind === 'backward') {
    instruction.target = instruction.next + (kind === 'forward' ? value : -value);
    if (instruction.target < 0 || instruction.target >= each.length) throw invalid('jump-target', place);
  } // A count, a cache and a number may be any.
}

/** VERIFY-07: which constants an operand takes; `kind` is that of a type. */
const FITS = {
  constant: ({ sort }) => sort !== 'type' && sort !== 'import',
  name: ({ sort }) => sort === 'string',
  function: ({ sort }) => sort === 'function',
  import: ({ sort }) => sort === 'import',
  struct: (_, kind) => kind === STRUCT,
  interface: (_, kind) => kind === INTERFACE,
  type: (_, kind) => kind === STRUCT || kind === INTERFACE,
};

function constant(each, instruction, kind, index, place) {
  if (index >= each.constants.length) throw invalid('constant-range', place);
  const found = each.constants[index];
  const type = found.sort === 'type' ? each.module.types[found.index] : null;
  if (!FITS[kind](found, type?.kind)) throw invalid('constant-kind', place);
  instruction.type = type;
  if (kind === 'constant' && found.sort === 'function' && each.module.functions[found.index].upvalues > 0) {
    throw invalid('closure-upvalues', place);
  }
}

/** Behind CLOSURE, whose length depends on its function, two bytes for each upvalue of the function: 1 and a slot, or 0 and an upvalue. */
function captures(each, instruction, place) {
  constant(each, instruction, 'function', instruction.operands[0], place);
  const { upvalues } = each.module.functions[each.constants[instruction.operands[0]].index];
  const from = instruction.next;
  instruction.next = from + 2 * upvalues;
  if (instruction.next > each.length) throw invalid('code-truncated', place);
  for (let at = from; at < instruction.next; at += 2) {
    const [isLocal, index] = each.code.subarray(at, at + 2);
    if (isLocal > 1 || index >= (isLocal === 1 ? each.slots : each.upvalues)) throw invalid('closure-upvalues', place);
    instruction.captures.push({ isLocal: isLocal === 1, index });
  }
}

/**
 * Instructions that control can reach do not overlap (VERIFY-05). The first in the code is looked at first: a jump into an
 * instruction is at fault itself, and so is an instruction that covers one that was reached before.
 */
function claim(each, { at, next }, jumps, owner) {
  if (owner[at] >= 0) throw invalid('jump-target', each.codeAt + (jumps.get(at) ?? at));
  for (let i = at; i < next; i++) {
    if (owner[i] >= 0) throw invalid('jump-target', each.codeAt + at);
  }
  owner.fill(at, at, next);
}

/** What a module declares: VERIFY-15. The offset is where the code of the function begins. */
function declarations(module) {
  const { functions, types } = module;
  const noClosure = (each) => {
    if (each.upvalues > 0) throw invalid('closure-upvalues', each.codeAt);
  };
  for (const index of module.inits) {
    if (functions[index].arity !== 0) throw invalid('init-arity', functions[index].codeAt);
    noClosure(functions[index]);
  }
  if (module.entry >= 0) {
    if (functions[module.entry].arity > 1) throw invalid('entry-arity', functions[module.entry].codeAt);
    noClosure(functions[module.entry]);
  }
  for (const each of functions) agree(types, each.signature, each);
  for (const { isValue, target } of module.exports.values()) if (!isValue) noClosure(functions[target]);
  for (const type of types) {
    if (type.kind === STRUCT) struct(type, functions, types, noClosure);
  }
}

function struct(type, functions, types, noClosure) {
  for (const method of type.methods) {
    agree(types, method.signature, functions[method.function]);
    noClosure(functions[method.function]);
  }
  if (type.drop < 0) return;
  if (functions[type.drop].arity !== 1) throw invalid('drop-arity', functions[type.drop].codeAt);
  noClosure(functions[type.drop]);
}

function agree(types, signature, each) {
  if (signature >= 0 && types[signature].parameters.length !== each.arity) throw invalid('signature-arity', each.codeAt);
}

module.exports = { scan, declarations };
