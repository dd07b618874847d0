'use strict';
// Protected parts, cleanups, and panics of the program.
const { Panic } = require('./errors');
const { define, defineFlow } = require('./instruction-table');
const text = require('./text');
const { enterCleanup, protect, register, takeCleanup } = require('./unwinding');

defineFlow('PUSH_RECOVER', (machine, frame, { operand, next }) => {
  protect(frame, next + operand);
  frame.next = next;
});
define('POP_RECOVER', (frame) => frame.recovers.pop());
define('PUSH_CLEANUP', (frame) => register(frame, frame.operands.pop()));
define('POP_CLEANUP', (frame, isCalled, machine) => {
  if (isCalled === 1) enterCleanup(machine, frame);
  else takeCleanup(frame);
});
define('PANIC', ({ operands }) => {
  const value = operands.pop();
  throw new Panic('user', text.of(value), value);
});
