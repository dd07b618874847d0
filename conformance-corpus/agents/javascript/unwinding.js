'use strict';
// How frames are left by a panic, by a continuation that is not resumed and by a cancellation, and how a frame runs its
// cleanups: ISA-46, ISA-47, INTERP-10, EFF-06, EFF-16, SCHED-16. A cleanup is an ordinary frame above the frame that
// registered it. What is to go on when it returns is kept in that frame, never on JavaScript's own stack, so a run can stop
// or be taken apart in the middle of an unwinding.
const { Abandonment } = require('./abandonment');
const { JetMap } = require('./aggregates');
const { Cancellation } = require('./cancellation');
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
    rules.cutHandlers(frame, recover);
  },
  /** Handlers that were installed in the part are gone (ISA-62). */
  cutHandlers(frame, recover) { frame.handlers.length = recover.handlers; },
  /** What a protected part recovers: panics only. */
  recovers: (cause) => cause instanceof Panic,
  /** The continuation of a clause is given up with its frame. */
  owns: ({ continuation }) => continuation !== null && !continuation.isUsed,
  /** What an abandonment comes to: the panic that was leaving the frames, or one that another abandonment carried. */
  takeOver(abandonment, met) {
    if (met instanceof Panic) abandonment.carry({ panic: met, shield: null, goesBelow: true });
    else if (met instanceof Cancellation) abandonment.cancellation = met;
    else abandonment.takeFrom(met);
  },
  /** What goes on when a cleanup of the frame has returned, if something is leaving the frame. */
  pending: (frame) => frame.unwinding,
  /** What a handler is told of the operand of PANIC. */
  valueOf: (panic) => panic.value,
};

/**
 * A panic in the innermost frame, one that goes on behind a cleanup, an abandonment or a cancellation: it leaves frame after
 * frame until a cleanup has to run first, a protected part recovers the panic, or the abandonment is over.
 */
function unwind(machine, begun) {
  let cause = begun;
  if (cause instanceof Panic && cause.trace === undefined) {
    cause.trace = traceOf(machine.frames);
    if (isTheEnd(machine)) machine.tell(cause);
  }
  for (let frame = machine.frames.top; frame !== undefined; frame = machine.frames.top) {
    const last = endOfTheRun(frame, cause);
    if (last !== null) machine.endAtOnce(last);
    cause = joined(frame, cause);
    frame.unwinding = cause;
    const recover = frame.recovers.at(-1);
    const waiting = recover === undefined ? frame.cleanups.length : rules.cleanupsBefore(frame, recover);
    if (waiting > 0) {
      tidyUp(machine, frame);
      return;
    }
    if (recover !== undefined) {
      if (rules.recovers(cause)) {
        recovered(machine, frame, recover, cause);
        return;
      }
      cause.pass();
      frame.recovers.pop();
    } else if (rules.owns(frame)) {
      abandon(machine, frame.continuation);
      return;
    } else {
      machine.leave();
      if (cause instanceof Abandonment && leftLast(machine, frame, cause)) return;
    }
  }
  if (cause instanceof Cancellation) machine.cancelled(cause);
  else machine.end(cause);
}

/** Nothing recovers a panic now, and it is the first one: UNW-05. */
function isTheEnd({ frames }) {
  return !frames.some(({ unwinding, recovers }) => unwinding !== null || recovers.length > 0);
}

/** The second of two panics that meet in a frame, or null. A panic meets another one where it leaves a cleanup. */
function endOfTheRun(frame, cause) {
  if (cause instanceof Panic && frame.unwinding instanceof Panic) return rules.endsTheRun(frame, cause) ? cause : null;
  const isMeeting = frame.unwinding !== null && frame.unwinding !== cause;
  if (!isMeeting || cause instanceof Cancellation || frame.unwinding instanceof Cancellation) return null;
  const carrier = cause instanceof Abandonment ? cause : frame.unwinding;
  const carriesTwo = cause instanceof Panic || frame.unwinding instanceof Panic || frame.unwinding.carried !== null;
  if (carrier.carried === null || !carriesTwo) return null;
  return cause instanceof Abandonment ? cause.carried.panic : cause;
}

/** What goes on in a frame: an abandonment takes over the panic or the cancellation that it meets, a cancellation the panic. */
function joined(frame, cause) {
  const { unwinding } = frame;
  if (unwinding === null || unwinding === cause) return cause;
  if (cause instanceof Abandonment) {
    rules.takeOver(cause, unwinding);
    return cause;
  }
  if (cause instanceof Cancellation) {
    if (unwinding instanceof Panic) {
      cause.carry({ panic: unwinding });
      return cause;
    }
    unwinding.cancellation = cause;
    return unwinding;
  }
  if (unwinding instanceof Panic) return cause;
  unwinding.carry({ panic: cause, shield: unwinding, goesBelow: false });
  return unwinding;
}

/** The frame was the last one of the abandonment. What waited for it goes on. @returns whether it was */
function leftLast(machine, frame, abandonment) {
  if (frame.role === abandonment) {
    abandoned(machine, abandonment);
    return true;
  }
  abandonment.left(frame.role);
  if (frame !== abandonment.outermost || machine.frames.some(({ role }) => role === abandonment)) return false;
  // A clause resumed these frames, and is not above the frame that gave them up: there is nothing that they return.
  machine.give(frame, null);
  return true;
}

/** The frames of a continuation have been left; what the abandonment carries goes on now (EFF-16). */
function abandoned(machine, { continuation, carried, cancellation }) {
  const frame = machine.frames.top;
  if (cancellation !== null) {
    if (carried !== null) cancellation.carry(carried);
    unwind(machine, cancellation);
    return;
  }
  if (carried === null) {
    goOnUnwinding(machine, frame);
    return;
  }
  if (carried.goesBelow && frame.continuation === continuation) {
    // As if the handler had not been there: the clause is left, and what it was to give, too.
    const { role, unwinding } = frame;
    if (unwinding instanceof Panic) machine.endAtOnce(carried.panic);
    machine.leave();
    if (unwinding !== null) {
      unwinding.carry({ panic: carried.panic, shield: null, goesBelow: true });
      if (role === unwinding) abandoned(machine, unwinding);
      else unwind(machine, unwinding);
      return;
    }
    if (carried.from !== undefined && carried.from === role) {
      role.carry(carried.before);
      abandoned(machine, role);
      return;
    }
  }
  unwind(machine, carried.panic);
}

/** Unwinds the frames of a continuation above the frame that gives it up (EFF-06). */
function abandon(machine, continuation) {
  const abandonment = new Abandonment(continuation);
  machine.frames.top.called();
  machine.frames.putBack(continuation.take(), abandonment);
  unwind(machine, abandonment);
}

/** A cleanup has returned to its frame: if something is leaving that, this goes on, otherwise the frame does. */
function goOnUnwinding(machine, frame) {
  const cause = rules.pending(frame, machine);
  if (cause !== null) unwind(machine, cause);
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

/**
 * What leaves a frame runs a cleanup and is begun anew behind it (INTERP-13); the last one is to give up the continuation
 * of a clause, unless it is the one that is resumed. @returns whether there was one
 */
function runsCleanup(machine, frame, resumed = null) {
  if (frame.cleanups.length > 0) enterCleanup(machine, frame);
  else if (rules.owns(frame) && frame.continuation !== resumed) abandon(machine, frame.continuation);
  else return false;
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
  const { operands, cleanups, handlers } = frame;
  frame.recovers.push({ handler, height: operands.length, cleanups: cleanups.length, handlers: handlers.length });
}

module.exports = { abandoned, enterCleanup, goOnUnwinding, protect, register, rules, runsCleanup, takeCleanup, unwind };
