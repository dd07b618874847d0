'use strict';
// Machines that are wrong about handlers, continuations, and continuations that nobody resumes.
const { Abandonment } = require('./abandonment');
const effects = require('./effects');
const { Panic } = require('./errors');
const { Frame } = require('./frames');
const { instructions } = require('./instruction-table');
const { Machine } = require('./machine');
const { code: codes } = require('./opcodes');
const unwinding = require('./unwinding');

const WAITS = -1;
/** A clause that handles its own effects would do so for ever; a machine that has this fault ends in good time. */
const MOST_NESTED_CLAUSES = 50;

/** Changes each frame of a continuation that is resumed. */
function onResumption(change) {
  const { take } = effects.rules;
  effects.rules.take = (continuation) => {
    const frames = take(continuation);
    frames.forEach(change);
    return frames;
  };
}

function copyOf(frame) {
  const { slots, operands, recovers, cleanups, handlers } = frame;
  return Object.assign(Object.create(Frame.prototype), frame, {
    slots: [...slots], operands: [...operands], recovers: recovers.map((each) => ({ ...each })), cleanups: [...cleanups],
    handlers: [...handlers],
  });
}

/** Handlers: which one answers, and for how long it is there. */
const HANDLERS = {
  'outermost-handler-wins': {
    clause: 'EFF-02',
    apply() {
      const { find } = effects.rules;
      effects.rules.find = (frames, name) => {
        const index = frames.findIndex((frame) => find([frame], name) !== undefined);
        return index < 0 ? undefined : { ...find([frames[index]], name), index };
      };
    },
  },
  'every-effect-comes-last': {
    clause: 'EFF-02',
    // A handler of every effect is asked if no frame has one with the name.
    apply() {
      const { find } = effects.rules;
      effects.rules.find = (frames, name) => {
        const named = frames.findLastIndex(({ handlers }) => handlers.some((each) => each.name === name));
        if (named < 0) return find(frames, name);
        const { handler } = frames[named].handlers.findLast((each) => each.name === name);
        return { index: named, handler, isForEvery: false };
      };
    },
  },
  'names-without-case': {
    clause: 'EFF-02',
    apply() {
      const plain = instructions[codes.PUSH_HANDLER];
      const { find } = effects.rules;
      instructions[codes.PUSH_HANDLER] = (machine, frame, instruction) => {
        plain(machine, frame, instruction);
        frame.handlers.at(-1).name = frame.handlers.at(-1).name.toLowerCase();
      };
      effects.rules.find = (frames, name) => find(frames, name.toLowerCase());
    },
  },
  'handler-sees-its-own-clause': {
    clause: 'EFF-08',
    apply() {
      const { lift } = effects.rules;
      const { enter } = Machine.prototype;
      let lifted = [];
      effects.rules.lift = (frames, index) => {
        const run = lift(frames, index);
        lifted = run[0].handlers;
        return run;
      };
      Machine.prototype.enter = function enterWithHandlers(...call) {
        enter.apply(this, call);
        this.frames.top.handlers = lifted
          .map((each) => ({ ...each, nested: (each.nested ?? 0) + 1 }))
          .filter(({ nested }) => nested <= MOST_NESTED_CLAUSES);
        lifted = [];
      };
    },
  },
  'handlers-are-gone-when-resumed': {
    clause: 'EFF-08', apply() { onResumption((frame) => { frame.handlers.length = 0; }); },
  },
  'handlers-stay-after-a-recovered-panic': { clause: 'ISA-62', apply() { unwinding.rules.cutHandlers = () => {}; } },
  'abort-leaves-handlers-installed': {
    clause: 'EFF-06',
    // One list of handlers for the program, from which RETURN and panics remove those of a frame.
    apply() {
      const { leave } = Machine.prototype;
      Machine.prototype.leave = function leaveHandlers() {
        const { handlers, unwinding: cause } = this.frames.top;
        leave.call(this);
        if (cause instanceof Abandonment) this.frames.frames[0].handlers.push(...handlers);
      };
    },
  },
};

/** Continuations: what is resumed, and how often. */
const RESUMING = {
  'continuations-are-resumed-twice': {
    clause: 'EFF-07',
    apply() {
      effects.rules.take = (continuation) => {
        continuation.wasResumed = true;
        return continuation.frames.map(copyOf);
      };
      const { owns } = unwinding.rules;
      unwinding.rules.owns = (frame) => owns(frame) && !frame.continuation.wasResumed;
    },
  },
  'slots-are-not-resumed': { clause: 'EFF-05', apply() { onResumption(({ slots }) => slots.fill(null, 1)); } },
  'operands-are-not-resumed': { clause: 'EFF-05', apply() { onResumption(({ operands }) => operands.fill(null)); } },
  'cleanups-when-an-effect-is-performed': {
    clause: 'EFF-05',
    apply() {
      const plain = instructions[codes.PERFORM];
      instructions[codes.PERFORM] = (machine, frame, instruction) => {
        if (frame.cleanups.length > 0) unwinding.enterCleanup(machine, frame);
        else plain(machine, frame, instruction);
      };
    },
  },
  'tail-resume-keeps-its-frame': {
    clause: 'EFF-17',
    // The frame stays, and passes on what it is given.
    apply() {
      const plain = Machine.prototype.return;
      instructions[codes.TAIL_RESUME] = (machine, frame) => {
        if (!unwinding.runsCleanup(machine, frame, frame.operands.at(-2))) effects.resume(machine, frame, WAITS);
      };
      Machine.prototype.return = function returnThrough(frame) {
        plain.call(this, frame);
        const { top } = this.frames;
        if (top?.next === WAITS) this.return(top);
      };
    },
  },
  'tail-resume-runs-no-cleanups': {
    clause: 'ISA-63',
    apply() {
      const plain = instructions[codes.TAIL_RESUME];
      instructions[codes.TAIL_RESUME] = (machine, frame, instruction) => {
        frame.cleanups.length = 0;
        plain(machine, frame, instruction);
      };
    },
  },
  'panic-stops-at-the-resumed-frames': {
    clause: 'EFF-20',
    // What is resumed runs on a stack of its own; a panic ends that, and is what RESUME gives.
    apply() {
      const { give } = Machine.prototype;
      const plain = instructions[codes.RESUME];
      instructions[codes.RESUME] = (machine, frame, instruction) => {
        const outermost = frame.operands.at(-2)?.frames?.[0];
        plain(machine, frame, instruction);
        unwinding.protect(frame, instruction.next);
        outermost.isProtected = true;
      };
      Machine.prototype.give = function giveAcross(frame, result) {
        if (frame.isProtected) this.frames.top.recovers.pop();
        give.call(this, frame, result);
      };
    },
  },
};

/** Continuations that are not resumed, and unwindings that an effect meets. */
const ABANDONING = {
  'clause-that-returns-unwinds-nothing': { clause: 'EFF-06', apply() { unwinding.rules.owns = () => false; } },
  'abandoned-clause-unwinds-nothing': {
    clause: 'EFF-06',
    // The clause performs an effect that nobody resumes: the block that waits for the clause is forgotten.
    apply() {
      const { owns } = unwinding.rules;
      unwinding.rules.owns = (frame) => owns(frame) && !(frame.unwinding instanceof Abandonment);
    },
  },
  'abort-is-recovered': {
    clause: 'EFF-06',
    // An abort is a panic with a code that no program knows.
    apply() {
      unwinding.rules.recovers = () => true;
      Object.defineProperties(Abandonment.prototype, { code: { value: 'aborted' }, message: { value: '' } });
      unwinding.rules.valueOf = ({ value }) => value ?? null;
    },
  },
  'effect-loses-the-pending-panic': {
    clause: 'EFF-16',
    // Whether a panic is under way is not part of a continuation: behind the cleanup its function returns nil.
    apply() {
      const { lift } = effects.rules;
      const { pending } = unwinding.rules;
      effects.rules.lift = (frames, index) => {
        const run = lift(frames, index);
        for (const frame of run) frame.hasLostPanic = frame.unwinding instanceof Panic;
        return run;
      };
      unwinding.rules.pending = (frame, machine) => {
        if (!frame.hasLostPanic || !(frame.unwinding instanceof Panic)) return pending(frame, machine);
        machine.leave();
        machine.give(frame, null);
        return null;
      };
    },
  },
  'abort-swallows-a-panic': { clause: 'EFF-16', apply() { unwinding.rules.takeOver = () => {}; } },
  'abort-loses-to-a-panic-that-is-recovered': { clause: 'EFF-16', apply() { Abandonment.prototype.pass = () => {}; } },
};

const EFFECTS = { ...HANDLERS, ...RESUMING, ...ABANDONING };

module.exports = { EFFECTS };
