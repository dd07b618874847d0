'use strict';
// Instructions that compute, move values and jump; the other families are in the files that are required last.
const { binary, convert, negate, wrapping } = require('./arithmetic');
const { atMost, compareStrings, equal, less } = require('./compare');
const { Panic, unsupported } = require('./errors');
const { define, defineFlow, instructions, two, unary } = require('./instruction-table');
const { byCode } = require('./opcodes');
const text = require('./text');
const { isFalsey } = require('./values');

// What a variant (wrong.js) replaces.
const rules = {
  /** Where a jump leads, from the next instruction. */
  target: (next, distance) => next + distance,
  constantIndex: (index) => index,
  and: (left, right) => (isFalsey(left) ? left : right),
  or: (left, right) => (isFalsey(left) ? right : left),
  /** A global exists from its definition on. */
  defineGlobal: (globals, name, value) => { globals.set(name, value); },
  /** Which global SET_GLOBAL assigns to. */
  assigned: existing,
  greater: (left, right) => less(right, left),
};

/** `decides` says of the top whether to jump. */
function jump(name, direction, decides) {
  defineFlow(name, (machine, frame, { operand, next }) => {
    const taken = decides(frame.operands[frame.operands.length - 1]);
    frame.next = taken ? rules.target(next, direction * operand) : next;
  });
}

/** The value of a constant: of a function the one object that stands for it. */
function constant({ code }, index) {
  const { sort, value, index: target } = code.constants[rules.constantIndex(index)];
  return sort === 'function' ? code.home.codes[target] : value;
}

function nameOf({ code }, index) {
  return code.constants[index].value;
}

function existing(frame, index) {
  const name = nameOf(frame, index);
  if (!frame.code.home.globals.has(name)) throw new Panic('undefined', `there is no global ${name}`);
  return name;
}

// The operand stack.
define('NOP', () => {});
define('POP', ({ operands }) => operands.pop());
define('DUP', ({ operands }) => operands.push(operands[operands.length - 1]));
define('SWAP', ({ operands }) => operands.push(operands.pop(), operands.pop()));

// Constants.
define('CONST', (frame, index) => frame.operands.push(constant(frame, index)));
define('CONST_W', (frame, index) => frame.operands.push(constant(frame, index)));
define('NIL', ({ operands }) => operands.push(null));
define('TRUE', ({ operands }) => operands.push(true));
define('FALSE', ({ operands }) => operands.push(false));

// Variables.
define('GET_LOCAL', (frame, slot) => frame.operands.push(frame.local(slot)));
define('SET_LOCAL', (frame, slot) => frame.assign(slot, frame.operands[frame.operands.length - 1]));
define('GET_GLOBAL', (frame, index) => frame.operands.push(frame.code.home.globals.get(existing(frame, index))));
define('SET_GLOBAL', (frame, index) => {
  frame.code.home.globals.set(rules.assigned(frame, index), frame.operands[frame.operands.length - 1]);
});
define('DEFINE_GLOBAL', (frame, index) => {
  rules.defineGlobal(frame.code.home.globals, nameOf(frame, index), frame.operands.pop(), frame);
});
define('GET_IMPORT', (frame, index) => {
  const { globals, name, value } = frame.code.home.joined[frame.code.constants[index].index];
  if (globals && !globals.has(name)) throw new Panic('uninitialized-export', `${name} has no value yet`);
  frame.operands.push(globals ? globals.get(name) : value);
});

// Arithmetic.
two('ADD', (left, right) => binary('add', left, right));
two('SUBTRACT', (left, right) => binary('subtract', left, right));
two('MULTIPLY', (left, right) => binary('multiply', left, right));
two('DIVIDE', (left, right) => binary('divide', left, right));
two('MOD', (left, right) => binary('remainder', left, right));
two('WRAP_ADD', (left, right) => wrapping('add', left, right));
two('WRAP_SUBTRACT', (left, right) => wrapping('subtract', left, right));
two('WRAP_MULTIPLY', (left, right) => wrapping('multiply', left, right));
unary('NEGATE', negate);
define('CONVERT', ({ operands }, target) => operands.push(convert(operands.pop(), target)));

// Comparison and logic. A greater b is b less a, so a NaN makes all four false.
two('EQUAL', equal);
two('NE', (left, right) => !equal(left, right));
two('LESS', less);
two('LE', atMost);
two('GREATER', (left, right) => rules.greater(left, right));
two('GE', (left, right) => atMost(right, left));
two('COMPARE_STRINGS', compareStrings);
unary('NOT', isFalsey);
two('AND', (left, right) => rules.and(left, right));
two('OR', (left, right) => rules.or(left, right));

// Jumps.
for (const width of ['', '_W']) {
  jump(`JUMP${width}`, 1, () => true);
  jump(`JUMP_IF_FALSE${width}`, 1, isFalsey);
  jump(`JUMP_IF_TRUE${width}`, 1, (top) => !isFalsey(top));
  jump(`LOOP${width}`, -1, () => true);
}

// Output and debugging.
define('PRINT', ({ operands }, _, machine) => {
  machine.write(() => `${text.of(operands[operands.length - 1])}\n`);
  operands.pop();
});
define('BREAKPOINT', () => {});
define('PROFILE', () => {});

// Short forms.
define('CONST_0', ({ operands }) => operands.push(0n));
define('CONST_1', ({ operands }) => operands.push(1n));
for (const slot of [0, 1, 2, 3]) define(`GET_LOCAL_${slot}`, (frame) => frame.operands.push(frame.local(slot)));
define('ADD_CONST', (frame, index) => frame.operands.push(binary('add', frame.operands.pop(), constant(frame, index))));

// ISA-37: instructions whose feature is optional.
for (const opcode of byCode) {
  if (opcode?.later) instructions[opcode.code] = () => { throw unsupported(`vm.${opcode.family}`); };
}

require('./instructions-aggregates');
require('./instructions-calls');
require('./instructions-effects');
require('./instructions-unwinding');

module.exports = { instructions, rules, nameOf };
