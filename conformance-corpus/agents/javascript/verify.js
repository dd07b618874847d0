'use strict';
// Verification (chapter Verification): after it, an instruction finds its operands on the stack and control stays in
// the function, so the machine checks neither.
const { invalid } = require('./errors');
const { instructions: actions } = require('./instructions');
const { declarations, scan } = require('./scan');

function verify(module, families) {
  declarations(module);
  for (const each of module.functions) {
    const instructions = scan(each, families);
    heights(each, instructions);
    each.plan = plan(each, instructions);
  }
}

/**
 * The height of the stack before each instruction is the same on all ways to it (VERIFY-03). Of the joins that wait the
 * first in the code is followed next, up to another join (VERIFY-13): so a difference is found at the same place everywhere.
 */
function heights(each, instructions) {
  const joins = new Set([0]);
  for (const { target } of instructions.values()) if (target >= 0) joins.add(target);
  const known = new Map([[0, 0]]);
  const waiting = new Set([0]);
  while (waiting.size > 0) {
    const first = Math.min(...waiting);
    waiting.delete(first);
    follow(each, instructions, joins, known, waiting, first);
  }
}

function follow(each, instructions, joins, known, waiting, start) {
  const reach = (join, height, from) => {
    if (!known.has(join)) {
      known.set(join, height);
      waiting.add(join);
    } else if (known.get(join) !== height) {
      throw invalid('stack-merge', each.codeAt + from);
    }
  };
  let height = known.get(start);
  let instruction = instructions.get(start);
  for (;;) {
    const { at, opcode, next, target } = instruction;
    height = behind(each, instruction, height);
    if (target >= 0) reach(target, height, at);
    if (!opcode.goesOn) return;
    if (joins.has(next)) {
      reach(next, height, at);
      return;
    }
    instruction = instructions.get(next);
  }
}

/** What the machine takes its steps from, by offset: the instruction, its first operand and what is behind it. */
function plan(each, instructions) {
  const steps = new Array(each.length);
  for (const { at, opcode, operands, next } of instructions.values()) {
    steps[at] = { run: actions[opcode.code], operand: operands.length > 0 ? operands[0] : 0, next };
  }
  return steps;
}

function behind(each, { at, opcode, operands }, height) {
  let takes = opcode.takes;
  if (opcode.perCount > 0) {
    const count = opcode.fields.findIndex((field) => field.kind === 'count');
    takes += opcode.perCount * operands[count];
  }
  if (height < takes) throw invalid('stack-underflow', each.codeAt + at);
  const after = height - takes + opcode.leaves;
  if (after > each.operands) throw invalid('stack-overflow', each.codeAt + at);
  return after;
}

module.exports = { verify };
