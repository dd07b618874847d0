'use strict';
// Calls, and closures with the variables that they share.
const { define, defineFlow } = require('./instruction-table');
const { Closure } = require('./values');

// Calls. A call sets where the caller goes on; the others leave their frame.
defineFlow('CALL', (machine, frame, { operand, next }) => machine.call(frame, operand, next));
defineFlow('TAIL_CALL', (machine, frame, { operand }) => machine.tailCall(frame, operand));
defineFlow('RETURN', (machine, frame) => machine.return(frame));
defineFlow('HALT', (machine) => machine.halt());

// Closures. Only slots are captured, and their variables are objects from then on, so CLOSE_UPVALUE has nothing to close.
defineFlow('CLOSURE', (machine, frame, { operand, captures, next }) => {
  const { code } = frame;
  const captured = captures.map(({ isLocal, index }) => (isLocal ? frame.capture(index) : frame.upvalues[index]));
  frame.operands.push(new Closure(code.module.functions[code.constants[operand].index], captured));
  frame.next = next;
});
define('GET_UPVALUE', ({ operands, upvalues }, index) => operands.push(upvalues[index].value));
define('SET_UPVALUE', ({ operands, upvalues }, index) => { upvalues[index].value = operands[operands.length - 1]; });
define('CLOSE_UPVALUE', ({ operands }) => operands.pop());
define('CLOSE_LOCALS', (frame, slot) => frame.closeFrom(slot));
