'use strict';
// What of a function's code is instructions, and whether each one names what exists: the part of verification that
// needs no stack (VERIFY-04 to VERIFY-08).
const { byCode, operand } = require('./opcodes');
const { invalid, unsupported } = require('./errors');
const { STRUCT } = require('./read-types');

const TARGETS = 6;

/**
 * The instructions of `each` that control can reach, by offset: {at, opcode, operands, next, target}. `target` is where a
 * jump leads, -1 for others. `families` are those that this machine runs; an instruction of another one makes it unsupported.
 */
function scan(each, families) {
  const found = new Map();
  const owner = new Int32Array(each.length).fill(-1);
  const ways = [{ to: 0, from: -1 }];
  while (ways.length > 0) {
    const { to, from } = ways.pop();
    if (found.has(to)) continue;
    const instruction = decode(each, to, families);
    claim(each, instruction, from, owner, found);
    if (instruction.opcode.goesOn) {
      if (instruction.next >= each.length) throw invalid('code-falls-off-end', each.codeAt + to);
      ways.push({ to: instruction.next, from });
    }
    if (instruction.target >= 0) ways.push({ to: instruction.target, from: to });
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
  const instruction = { at, opcode, operands, next: at + opcode.length, target: -1 };
  opcode.fields.forEach(({ kind }, index) => check(each, instruction, kind, operands[index], place));
  return instruction;
}

function check(each, instruction, kind, value, place) {
  switch (kind) {
    case 'slot':
      if (value >= each.slots) throw invalid('local-range', place);
      break;
    case 'constant': case 'name': case 'import':
      constant(each, kind, value, place);
      break;
    case 'target':
      if (value >= TARGETS) throw invalid('operand-range', place);
      break;
    case 'flag':
      if (value > 1) throw invalid('operand-range', place);
      break;
    case 'forward': case 'backward':
      instruction.target = instruction.next + (kind === 'forward' ? value : -value);
      if (instruction.target < 0 || instruction.target >= each.length) throw invalid('jump-target', place);
      break;
    default: // a count, a cache, a number: any
  }
}

/** VERIFY-07. */
function constant(each, kind, index, place) {
  if (index >= each.constants.length) throw invalid('constant-range', place);
  const { sort, index: target } = each.constants[index];
  const fits = { constant: sort !== 'type' && sort !== 'import', name: sort === 'string', import: sort === 'import' };
  if (!fits[kind]) throw invalid('constant-kind', place);
  if (sort === 'function' && each.module.functions[target].upvalues > 0) throw invalid('closure-upvalues', place);
}

/** Instructions that control can reach do not overlap (VERIFY-05); the jump that led to the second one is at fault. */
function claim(each, instruction, from, owner, found) {
  const { at, next } = instruction;
  for (let i = at; i < next; i++) {
    if (owner[i] < 0) continue;
    const other = found.get(owner[i]);
    const jump = from >= 0 ? from : other.from;
    throw invalid('jump-target', each.codeAt + (jump >= 0 ? jump : at));
  }
  owner.fill(at, at, next);
  instruction.from = from;
  found.set(at, instruction);
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
