'use strict';
// Handlers and continuations: EFF-02 to EFF-08, EFF-17. A frame has its handlers and, if it is the frame of a clause, the
// continuation that is unwound when it is left. A continuation has the frames themselves, so nothing is copied, and
// all that belongs to their calls goes with them.
const { List } = require('./aggregates');
const { Panic } = require('./errors');
const { Continuation, isFunction, kindOf } = require('./values');
const { runsCleanup } = require('./unwinding');

/** A handler of every effect, unless one that was installed later or further inward has its name. */
const EVERY = '*';

// What a variant (wrong-effects.js) replaces.
const rules = {
  /** Where the search for a handler looks: the frames from the innermost one outward, in each the last handler first. */
  find(frames, name) {
    for (let index = frames.length - 1; index >= 0; index--) {
      const found = frames[index].handlers.findLast((each) => each.name === name || each.name === EVERY);
      if (found !== undefined) return { index, handler: found.handler, isForEvery: found.name === EVERY };
    }
    return undefined;
  },
  /** The frames that a continuation gets: they leave the stack. */
  lift: (frames, index) => frames.lift(index),
  /** The frames of a continuation, which is used from now on. */
  take: (continuation) => continuation.take(),
};

function install(frame, name, handler) {
  if (!isFunction(handler)) throw new Panic('type', `${kindOf(handler)} as a handler`);
  frame.handlers.push({ name, handler });
}

function remove({ handlers, recovers }) {
  if (handlers.length === 0) throw new Panic('bounds', 'the frame has no handler');
  handlers.pop();
  // What is installed from now on is newer than every protected part that began when there were more.
  for (const recover of recovers) recover.handlers = Math.min(recover.handlers, handlers.length);
}

/** What can go wrong does so before a frame is lifted (ISA-61). */
function perform(machine, frame, name, count, next) {
  const { frames } = machine;
  const found = rules.find(frames.frames, name);
  if (found === undefined) throw new Panic('unhandled-effect', `no handler of the effect ${name}`);
  const { index, handler, isForEvery } = found;
  machine.checkArity(handler, isForEvery ? 3 : count + 1);
  machine.demandRoom(index + 1, frames.bytesBelow(index) + frames.bytesOf(handler));
  const args = frame.operands.splice(frame.operands.length - count, count);
  frame.called();
  frame.next = next;
  const { role } = frames.frames[index];
  const continuation = new Continuation(rules.lift(frames, index));
  machine.enter(handler, isForEvery ? [name, new List(args), continuation] : [...args, continuation], role);
  frames.top.continuation = continuation;
  machine.calls++;
}

function resume(machine, frame, next) {
  const { continuation, value } = resumed(frame);
  const { frames } = machine;
  machine.demandRoom(frames.depth + continuation.frames.length, frames.bytes + frames.bytesFrom(continuation.frames));
  frame.called();
  frame.next = next;
  goOn(frames, continuation, value, 'call');
}

/** The outermost of the frames takes the place of the one that ends here, and its result goes where that one's would. */
function tailResume(machine, frame) {
  if (runsCleanup(machine, frame, frame.operands.at(-2))) return;
  const { continuation, value } = resumed(frame);
  const { frames } = machine;
  const index = frames.depth - 1;
  machine.demandRoom(index + continuation.frames.length, frames.bytesBelow(index) + frames.bytesFrom(continuation.frames));
  machine.leave();
  goOn(frames, continuation, value, frame.role);
}

function resumed({ operands }) {
  const value = operands.pop();
  const continuation = operands.pop();
  if (!(continuation instanceof Continuation)) throw new Panic('type', `${kindOf(continuation)} is resumed`);
  if (continuation.isUsed) throw new Panic('continuation-consumed', 'the continuation was used before');
  return { continuation, value };
}

function goOn(frames, continuation, value, role) {
  frames.putBack(rules.take(continuation), role);
  frames.top.operands.push(value);
}

module.exports = { install, perform, remove, resume, rules, tailResume };
