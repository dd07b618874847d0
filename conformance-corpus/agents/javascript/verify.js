'use strict';
// Verification (chapter Verification) without kinds: after it, an instruction finds its operands on the stack and control
// stays in the function, so the machine checks neither.
const { invalid } = require('./errors');
const { instructions: actions } = require('./instructions');
const { byCode } = require('./opcodes');
const { declarations, scan } = require('./scan');
const { Waiting } = require('./waiting');

const ALL_FAMILIES = [...new Set(byCode.filter((opcode) => opcode !== null).map(({ family }) => family))];

/** Faults of declarations come first, then what can be seen without the stack. */
function verify(module, families = ALL_FAMILIES) {
  declarations(module);
  const scanned = module.functions.map((each) => scan(each, families));
  module.functions.forEach((each, index) => {
    new Heights(each, scanned[index]).find();
    each.plan = plan(each, scanned[index]);
  });
}

/** What the machine takes its steps from, by offset: the instruction, its operands, its captures, what is behind it. */
function plan(each, instructions) {
  const steps = new Array(each.length);
  for (const { at, opcode, operands, captures, next } of instructions.values()) {
    steps[at] = { run: actions[opcode.code], operand: operands[0] ?? 0, second: operands[1] ?? 0, captures, next };
  }
  return steps;
}

/**
 * The height of the stack before each instruction, and the heights at the recovers that are active, are the same on all
 * ways to it (VERIFY-03, VERIFY-12). Of the joins that wait the first in the code is followed next, up to another join
 * (VERIFY-13), so a difference is found at the same place everywhere.
 */
class Heights {
  constructor(each, instructions) {
    this.each = each;
    this.instructions = instructions;
    this.joins = new Set([0]);
    for (const { target } of instructions.values()) if (target >= 0) this.joins.add(target);
    this.known = new Map([[0, { height: 0, recovers: [] }]]);
    this.waiting = new Waiting();
    this.waiting.add(0);
  }

  find() {
    while (!this.waiting.isEmpty()) this.follow(this.waiting.first());
  }

  follow(start) {
    let state = this.known.get(start);
    let instruction = this.instructions.get(start);
    for (;;) {
      const { at, opcode, next, target } = instruction;
      const before = state;
      state = this.behind(instruction, before);
      if (target >= 0) this.reach(target, opcode.name === 'PUSH_RECOVER' ? this.handled(at, before) : state, at);
      if (!opcode.goesOn) return;
      if (this.joins.has(next)) {
        this.reach(next, state, at);
        return;
      }
      instruction = this.instructions.get(next);
    }
  }

  reach(join, state, from) {
    const known = this.known.get(join);
    if (known === undefined) {
      this.known.set(join, state);
      this.waiting.add(join);
    } else if (known.height !== state.height) {
      throw this.fault('stack-merge', from);
    } else if (known.recovers.join() !== state.recovers.join()) {
      throw this.fault('recover-merge', from);
    }
  }

  behind(instruction, { height, recovers }) {
    const { at, opcode } = instruction;
    const takes = taken(instruction);
    if (height < takes) throw this.fault('stack-underflow', at);
    if (recovers.length > 0 && height - takes < recovers.at(-1)) throw this.fault('recover-underflow', at);
    const after = height - takes + opcode.leaves;
    if (after > this.each.operands) throw this.fault('stack-overflow', at);
    if (opcode.name === 'PUSH_RECOVER') return { height: after, recovers: [...recovers, height] };
    if (opcode.name !== 'POP_RECOVER') return { height: after, recovers };
    if (recovers.length === 0) throw this.fault('recover-underflow', at);
    return { height: after, recovers: recovers.slice(0, -1) };
  }

  /** A handler begins with the panic on top of the stack as it was. */
  handled(at, { height, recovers }) {
    if (height + 1 > this.each.operands) throw this.fault('stack-overflow', at);
    return { height: height + 1, recovers };
  }

  fault(code, at) {
    return invalid(code, this.each.codeAt + at);
  }
}

/** How many operands an instruction takes: those of the table, those that it counts, the fields of its struct. */
function taken({ opcode, operands, type }) {
  if (opcode.name === 'NEW_STRUCT') return type.fields.length;
  if (opcode.perCount === 0) return opcode.takes;
  return opcode.takes + opcode.perCount * operands[opcode.fields.findIndex(({ kind }) => kind === 'count')];
}

module.exports = { verify };
