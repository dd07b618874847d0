'use strict';
// The machine itself: frames, one step after the other, and the ways in which a run ends (chapter Execution).
// Verified code is taken at its word: operands are there, jumps lead to instructions.
const { List } = require('./aggregates');
const { Cancellation, Cancelled } = require('./cancellation');
const { traceLine } = require('./disassemble');
const { Exhausted, Panic } = require('./errors');
const { ExitHandlers } = require('./exit');
const { Frame, FrameStack } = require('./frames');
const { Output } = require('./output');
const { shortened, shownPanic } = require('./trace');
const { abandoned, goOnUnwinding, runsCleanup, unwind } = require('./unwinding');
const { Native, isFunction } = require('./values');

/** How a run may be limited: INTERP-06, INTERP-15. */
const DEFAULTS = { steps: Infinity, frames: 1_024, stack: 8 * 1024 * 1024, output: 800_000 };
/**
 * What cleanups that run because of a stack overflow have beyond the limits: 64 frames and 65,536 bytes at least. Here a
 * frame has more bytes than the formula says, so there are twice as many.
 */
const RESERVE = { frames: 64, stack: 131_072 };

/** Thrown when nothing recovered a panic. */
class Unrecovered extends Error {
  constructor(panic) {
    super(panic.message);
    this.panic = panic;
  }
}

// What a variant (wrong.js) replaces.
const rules = {
  /** A call is too deep beyond these limits, and beyond the reserve while a stack overflow leaves a frame below. */
  tooDeep({ limits, frames }, depth, bytes) {
    if (depth <= limits.frames && bytes <= limits.stack) return false;
    const hasReserve = frames.some(({ unwinding }) => unwinding?.code === 'stack-overflow');
    return !hasReserve || depth > limits.frames + RESERVE.frames || bytes > limits.stack + RESERVE.stack;
  },
  /** Arguments in the order of slots from 1 on. */
  arguments: (operands, count) => operands.splice(operands.length - count, count),
  /** Slots of a new frame, before the arguments: nil. */
  slots: (count) => new Array(count).fill(null),
  /** In a cleanup no cancellation is delivered (SCHED-16); unwinding a continuation counts as one (EFF-06). */
  inCleanup: (frames) => frames.some(({ role }) => role !== 'call'),
  /** The request to end that counts: the first, and none that an exit handler makes (EXIT-14). */
  countedStatus: ({ status, exitHandlers }, requested) => (status === null && !exitHandlers.haveBegun ? requested : status),
  /** Exit handlers are called until there is none or the run has ended at once (EXIT-07). */
  nextHandler: (machine) => (machine.halted || machine.isOver ? undefined : machine.exitHandlers.next()),
  callHandler: (machine, handler) => { machine.part(() => machine.runCallee(handler, [])); },
  /** The panic of the run, of two that were not recovered in different parts of it (EXIT-03). */
  panicOfTheRun: (first) => first,
  /** The result of the program; those of exit handlers are dropped. */
  result: (machine, ofTheProgram) => machine.status ?? ofTheProgram,
};

class Machine {
  constructor(modules, limits, traced, output) {
    this.modules = modules;
    this.limits = { ...DEFAULTS, ...limits };
    this.traced = traced;
    this.frames = new FrameStack();
    this.instructions = 0;
    this.calls = 0;
    this.output = output ?? new Output(this.limits.output);
    this.halted = false;
    this.result = null;
    /** The first panic that was not recovered. */
    this.panic = null;
    /** A second panic ended the run at once (PANIC-06). */
    this.isOver = false;
    this.exitHandlers = new ExitHandlers();
    /** The status of the request to end that counts, or null. */
    this.status = null;
    /** Of the program or, from its end on, of the exit handler that runs; null if none was requested. */
    this.cancellation = null;
  }

  /**
   * Initialisers in their order (MOD-08 to MOD-10), the entry, then exit handlers (EXIT-02, EXIT-03); what vm.run answers.
   * A program without an entry gives what its last initialiser returned.
   */
  run(entry, args) {
    try {
      this.part(() => {
        this.initialise(this.modules[0], new Set());
        if (entry !== null && !this.halted) this.runCode(entry, entry.arity === 1 ? [new List(args)] : []);
      });
      const { result } = this;
      let handler;
      while ((handler = rules.nextHandler(this)) !== undefined) rules.callHandler(this, handler);
      // HALT in an exit handler ends the handlers, and changes no status (EXIT-07).
      if (this.halted && !this.exitHandlers.haveBegun) return { status: 'halted', result: null };
      if (this.panic !== null) return { status: 'panic', panic: this.panicked(this.panic) };
      return { status: 'returned', result: rules.result(this, result) };
    } catch (end) {
      if (end instanceof Exhausted) return { status: 'exhausted', exhausted: end.resource };
      throw end;
    }
  }

  /** A part of the run, the program or an exit handler, behind which others come, however it ends. */
  part(action) {
    this.cancellation = null;
    try {
      action();
    } catch (end) {
      if (end instanceof Unrecovered) this.unrecovered(end.panic);
      else if (!(end instanceof Cancelled)) throw end;
    }
  }

  /** A second panic (ISA-47) is that of the run, whatever was before. */
  unrecovered(panic) {
    this.tell(panic);
    this.panic = this.isOver || this.panic === null ? panic : rules.panicOfTheRun(this.panic, panic);
  }

  /** Depth first; a module that is on its way is passed over, and one of native functions has nothing to do. */
  initialise(loaded, seen) {
    if (loaded === undefined || seen.has(loaded)) return;
    seen.add(loaded);
    for (const { from } of loaded.module.imports) this.initialise(this.modules.find(({ name }) => name === from), seen);
    if (this.halted) return;
    if (loaded.module.inits.length > 0) loaded.state = 'initializing';
    for (const index of loaded.module.inits) {
      try {
        this.runCode(loaded.module.functions[index], []);
      } catch (end) {
        if (end instanceof Unrecovered) loaded.state = 'failed';
        throw end;
      }
      if (this.halted) return;
    }
    loaded.state = 'ready';
  }

  runCode(code, args) {
    this.runCallee(code.home.codes[code.index], args);
  }

  runCallee(callee, args) {
    this.attempt(() => this.enter(callee, args, 'call'));
    while (this.frames.depth > 0) this.attempt(() => this.steps());
  }

  /** What panics unwinds the frames that there are. */
  attempt(action) {
    try {
      action();
    } catch (panic) {
      if (!(panic instanceof Panic)) throw panic;
      unwind(this, panic);
    }
  }

  steps() {
    while (this.frames.depth > 0) this.step();
  }

  step() {
    if (this.cancellation !== null && this.delivers()) return;
    const frame = this.frames.top;
    if (this.instructions >= this.limits.steps) throw new Exhausted('steps');
    if (this.traced) this.output.trace(traceLine(frame.code, frame.next));
    this.instructions++;
    frame.at = frame.next;
    const instruction = frame.code.plan[frame.next];
    instruction.run(this, frame, instruction);
  }

  /** EXIT-14 */
  requestEnd(status) {
    this.status = rules.countedStatus(this, status);
    this.cancellation ??= new Cancellation();
  }

  /** Delivers the cancellation before an instruction, once, as soon as no cleanup runs. @returns whether it did */
  delivers() {
    const { cancellation, frames } = this;
    if (cancellation.isDelivered || rules.inCleanup(frames)) return false;
    cancellation.isDelivered = true;
    frames.top.called();
    unwind(this, cancellation);
    return true;
  }

  /** A new frame: INTERP-05, INTERP-06. The entry and initialisers come here, too, but are no calls. */
  enter(callee, args, role) {
    const { frames } = this;
    const { code } = callee;
    this.demandRoom(frames.depth + 1, frames.bytes + frames.bytesOf(callee));
    const slots = rules.slots(code.slots);
    slots[0] = callee;
    for (let i = 0; i < args.length; i++) slots[i + 1] = args[i];
    frames.push(new Frame(callee, slots, role));
  }

  /** There may be this many frames and bytes of frames. */
  demandRoom(depth, bytes) {
    if (rules.tooDeep(this, depth, bytes)) throw new Panic('stack-overflow', `${depth} frames of ${bytes} bytes`);
  }

  /** Callee and arguments from the stack, checked (ISA-23, INTERP-04). */
  callee(frame, count) {
    const args = rules.arguments(frame.operands, count);
    const callee = frame.operands.pop();
    if (!isFunction(callee) && !(callee instanceof Native)) throw new Panic('not-callable', 'what is called is no function');
    this.checkArity(callee, count);
    return { callee, args };
  }

  checkArity({ code }, count) {
    if (code.arity !== count) throw new Panic('arity', `${code.arity} parameters, ${count} arguments`);
  }

  call(frame, count, next) {
    const { callee, args } = this.callee(frame, count);
    if (callee instanceof Native) {
      frame.operands.push(callee.action(this, args));
      frame.next = next;
      return;
    }
    this.enter(callee, args, 'call');
    frame.called();
    frame.next = next;
    this.calls++;
  }

  /**
   * The frame is given up before the new one is made (ISA-39): one that does not fit panics in the caller (DBG-04). The
   * callee takes its place, and its result goes where the result of this frame would have gone.
   */
  tailCall(frame, count) {
    if (runsCleanup(this, frame)) return;
    const { callee, args } = this.callee(frame, count);
    if (callee instanceof Native) {
      const result = callee.action(this, args);
      this.leave();
      this.give(frame, result);
      return;
    }
    this.leave();
    this.enter(callee, args, frame.role);
    this.calls++;
  }

  leave() {
    this.frames.pop();
  }

  return(frame) {
    if (runsCleanup(this, frame)) return;
    const result = frame.operands.pop();
    this.leave();
    this.give(frame, result);
  }

  /** The result of a frame that has been left goes where its role says. */
  give({ role }, result) {
    const caller = this.frames.top;
    if (caller === undefined) this.result = result;
    else if (role === 'call') caller.operands.push(result);
    else if (role === 'cleanup') goOnUnwinding(this, caller);
    else abandoned(this, role);
  }

  /** No frame wanted the panic (INTERP-10). */
  end(panic) {
    this.frames.clear();
    throw new Unrecovered(panic);
  }

  /** A second panic (ISA-47): no exit handler is called any more. */
  endAtOnce(panic) {
    this.isOver = true;
    this.end(panic);
  }

  /** All frames have been left because of a cancellation. */
  cancelled({ carried }) {
    if (carried !== null) this.end(carried);
    throw new Cancelled();
  }

  halt() {
    this.frames.clear();
    this.halted = true;
  }

  /**
   * PRINT of a text that `make` makes, unless it is too long for that. Nothing of an instruction that does not fit has
   * happened, so it was not begun (INTERP-15).
   */
  write(make) {
    try {
      this.output.print(make());
    } catch (end) {
      this.instructions--;
      throw end instanceof Panic ? new Exhausted('output') : end;
    }
  }

  /** On standard error, once (UNW-05). */
  tell(panic) {
    if (panic.isTold) return;
    panic.isTold = true;
    this.output.report(shownPanic(panic));
  }

  panicked(panic) {
    return { code: panic.code, message: shortened(panic.message), trace: panic.trace };
  }

  /** Words that are left on the stack: slots and operands of the innermost frame (INTERP-15). */
  left() {
    const { top } = this.frames;
    return top === undefined ? 0 : top.slots.length + top.operands.length;
  }
}

module.exports = { Machine, rules };
