'use strict';
// How a panic leaves frames, and how a frame runs its cleanups: ISA-46, ISA-47, INTERP-10. A cleanup is an ordinary frame
// above the frame that registered it. What is to go on when it returns is kept in that frame, never on JavaScript's own
// stack, so a run can stop or be taken apart in the middle of an unwinding.
const { JetMap } = require('./aggregates');
const { Panic } = require('./errors');
const { traceOf } = require('./trace');
const { isFunction, kindOf } = require('./values');

// What a variant (wrong-unwinding.js) replaces.
const rules = {
  /** A panic comes out of a cleanup that another panic called: nothing recovers it, no cleanup runs any more. */
  endsTheRun: (frame, panic) => frame.unwinding !== null && frame.unwinding !== panic,
  /** Cleanups of the frame that run before its innermost protected part recovers: those registered in it. */
  cleanupsBefore: (frame, recover) => frame.cleanups.length - recover.cleanups,
  /** Which of the cleanups of a frame is the next one. */
  next: (cleanups) => cleanups.pop(),
  /** A cleanup is taken away before it runs, so it runs once. */
  toRun: takeCleanup,
  /** The frame as the handler finds it, but for the panic: the part has ended, the operands are those from before it. */
  endPart(frame, recover) {
    frame.recovers.pop();
    frame.operands.length = recover.height;
  },
  /** The panic that goes on when a cleanup of the frame has returned, if one is leaving the frame. */
  pending: (frame) => frame.unwinding,
  /** What a handler is told of the operand of PANIC. */
  valueOf: (panic) => panic.value,
};

/**
 * A panic in the innermost frame, or one that goes on behind a cleanup: it leaves frame after frame until a cleanup has to
 * run first or a protected part recovers it.
 */
function unwind(machine, panic) {
  panic.trace ??= traceOf(machine.frames);
  for (let frame = machine.frames.top; frame !== undefined; frame = machine.frames.top) {
    if (rules.endsTheRun(frame, panic)) break;
    frame.unwinding = panic;
    const recover = frame.recovers.at(-1);
    const waiting = recover === undefined ? frame.cleanups.length : rules.cleanupsBefore(frame, recover);
    if (waiting > 0) {
      tidyUp(machine, frame);
      return;
    }
    if (recover !== undefined) {
      recovered(machine, frame, recover, panic);
      return;
    }
    machine.leave();
  }
  machine.end(panic);
}

/** A cleanup has returned to its frame: if a panic ran it, that goes on, otherwise the frame does. */
function goOnUnwinding(machine, frame) {
  const panic = rules.pending(frame, machine);
  if (panic !== null) unwind(machine, panic);
}

/** The next cleanup of a frame that a panic leaves. One that cannot be called panics in the place of its frame. */
function tidyUp(machine, frame) {
  try {
    enterCleanup(machine, frame);
  } catch (second) {
    if (!(second instanceof Panic)) throw second;
    unwind(machine, second);
  }
}

function recovered(machine, frame, recover, panic) {
  frame.unwinding = null;
  rules.endPart(frame, recover, machine);
  frame.operands.push(told(panic));
  frame.next = recover.handler;
}

function told(panic) {
  const map = new JetMap();
  map.set('code', panic.code);
  map.set('message', panic.message);
  map.set('value', rules.valueOf(panic));
  return map;
}

/** A call without arguments whose result is dropped. */
function enterCleanup(machine, frame) {
  const cleanup = rules.toRun(frame);
  machine.checkArity(cleanup, 0);
  machine.enter(cleanup, [], 'cleanup');
  frame.called();
  machine.calls++;
}

/** RETURN and TAIL_CALL run a cleanup and are begun anew behind it (INTERP-13). @returns whether there was one */
function runsCleanup(machine, frame) {
  if (frame.cleanups.length === 0) return false;
  enterCleanup(machine, frame);
  return true;
}

function takeCleanup(frame) {
  if (frame.cleanups.length === 0) throw new Panic('bounds', 'the frame has no cleanup');
  const cleanup = rules.next(frame.cleanups);
  // What is registered from now on is newer than every protected part that began when there were more.
  for (const recover of frame.recovers) recover.cleanups = Math.min(recover.cleanups, frame.cleanups.length);
  return cleanup;
}

function register(frame, cleanup) {
  if (!isFunction(cleanup)) throw new Panic('type', `${kindOf(cleanup)} as a cleanup`);
  frame.cleanups.push(cleanup);
}

function protect(frame, handler) {
  frame.recovers.push({ handler, height: frame.operands.length, cleanups: frame.cleanups.length });
}

module.exports = { enterCleanup, goOnUnwinding, protect, register, rules, runsCleanup, takeCleanup, unwind };
