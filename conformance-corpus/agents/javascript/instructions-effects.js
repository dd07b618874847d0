'use strict';
// Handlers, effects and continuations.
const { install, perform, remove, resume, tailResume } = require('./effects');
const { define, defineFlow } = require('./instruction-table');

const nameOf = ({ code }, index) => code.constants[index].value;

defineFlow('PERFORM', (machine, frame, { operand, second, next }) => {
  perform(machine, frame, nameOf(frame, operand), second, next);
});
define('PUSH_HANDLER', (frame, index) => install(frame, nameOf(frame, index), frame.operands.pop()));
define('POP_HANDLER', (frame) => remove(frame));
defineFlow('RESUME', (machine, frame, { next }) => resume(machine, frame, next));
defineFlow('TAIL_RESUME', (machine, frame) => tailResume(machine, frame));
