'use strict';
// What each instruction does: by its code a function of the machine, the frame, and the instruction with its first operand
// and what is behind it. An instruction sets where its frame goes on; one that panics leaves the frame where it was.
// The files instructions*.js fill the table, each for some families.
const { code: codes } = require('./opcodes');

const instructions = new Array(256);

/** An instruction that sets itself where its frame goes on. */
function defineFlow(name, action) {
  instructions[codes[name]] = action;
}

/** An instruction that goes on with the next one. */
function define(name, action) {
  instructions[codes[name]] = (machine, frame, { operand, next }) => {
    action(frame, operand, machine);
    frame.next = next;
  };
}

function unary(name, rule) {
  define(name, ({ operands }) => operands.push(rule(operands.pop())));
}

function two(name, rule) {
  define(name, ({ operands }) => {
    const right = operands.pop();
    const left = operands.pop();
    operands.push(rule(left, right));
  });
}

module.exports = { instructions, define, defineFlow, unary, two };
