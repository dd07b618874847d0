'use strict';
// The machine itself: frames, one step after the other, and the ways in which a run ends (chapter Execution).
// Verified code is taken at its word: operands are there, jumps lead to instructions.
const { Panic } = require('./errors');
const { List } = require('./aggregates');
const { isFunction } = require('./values');
const { traceLine } = require('./disassemble');
const { Frame, FrameStack } = require('./frames');
const { shownPanic, traceOf } = require('./trace');

/** How a run may be limited: INTERP-06, INTERP-15. Output is counted in bytes as the answer will hold it. */
const DEFAULTS = { steps: Infinity, frames: 1_024, stack: 8 * 1024 * 1024, output: 800_000 };

/** Thrown where a limit that is no panic is reached. */
class Exhausted extends Error {
  constructor(resource) {
    super(resource);
    this.resource = resource;
  }
}

// What a variant (wrong.js) replaces.
const rules = {
  /** A call is too deep beyond these limits. */
  tooDeep: (machine, bytes, frames) => frames > machine.limits.frames || bytes > machine.limits.stack,
  /** Arguments in the order of slots from 1 on. */
  arguments: (operands, count) => operands.splice(operands.length - count, count),
  /** Slots of a new frame, before the arguments: nil. */
  slots: (count) => new Array(count).fill(null),
  /** In a trace, the byte of a frame that called: the last one of its call. */
  callPlace: (next) => next - 1,
};

class Machine {
  constructor(modules, limits, traced) {
    this.modules = modules;
    this.limits = { ...DEFAULTS, ...limits };
    this.traced = traced;
    this.frames = new FrameStack();
    this.instructions = 0;
    this.calls = 0;
    this.stdout = [];
    this.written = 0;
    this.stderr = [];
    this.halted = false;
    this.result = null;
  }

  /**
   * Initialisers in their order (MOD-08 to MOD-10), then the entry; what vm.run answers. A program without an entry
   * gives what its last initialiser returned.
   */
  run(entry, args) {
    try {
      this.initialise(this.modules[0], new Set());
      if (entry !== null && !this.halted) this.runCode(entry, entry.arity === 1 ? [new List(args)] : []);
      return this.halted ? { status: 'halted', result: null } : { status: 'returned', result: this.result };
    } catch (end) {
      if (end instanceof Exhausted) return { status: 'exhausted', exhausted: end.resource };
      if (!(end instanceof Panic)) throw end;
      return { status: 'panic', panic: this.panicked(end) };
    }
  }

  /** Depth first; a module that is on its way is passed over. */
  initialise(loaded, seen) {
    if (seen.has(loaded)) return;
    seen.add(loaded);
    for (const { from } of loaded.module.imports) this.initialise(this.modules.find(({ name }) => name === from), seen);
    if (this.halted) return;
    if (loaded.module.inits.length > 0) loaded.state = 'initializing';
    for (const index of loaded.module.inits) {
      try {
        this.runCode(loaded.module.functions[index], []);
      } catch (end) {
        if (end instanceof Panic) loaded.state = 'failed';
        throw end;
      }
      if (this.halted) return;
    }
    loaded.state = 'ready';
  }

  runCode(code, args) {
    this.enter(code.home.codes[code.index], args);
    while (this.frames.depth > 0) this.step();
  }

  step() {
    const frame = this.frames.top;
    if (this.instructions >= this.limits.steps) throw new Exhausted('steps');
    if (this.traced) this.emit(this.stderr, traceLine(frame.code, frame.next));
    this.instructions++;
    frame.at = frame.next;
    const instruction = frame.code.plan[frame.next];
    instruction.run(this, frame, instruction);
  }

  /** A new frame: INTERP-05, INTERP-06. The entry and initialisers come here, too, but are no calls. */
  enter(callee, args) {
    const { frames } = this;
    const { code } = callee;
    if (rules.tooDeep(this, frames.bytesWith(code), frames.depth + 1)) {
      throw new Panic('stack-overflow', `${frames.depth} frames of ${frames.bytes} bytes`);
    }
    const slots = rules.slots(code.slots);
    slots[0] = callee;
    for (let i = 0; i < args.length; i++) slots[i + 1] = args[i];
    frames.push(new Frame(callee, slots));
  }

  /** Callee and arguments from the stack, checked (ISA-23, INTERP-04). */
  callee(frame, count) {
    const args = rules.arguments(frame.operands, count);
    const callee = frame.operands.pop();
    if (!isFunction(callee)) throw new Panic('not-callable', 'what is called is no function');
    if (callee.code.arity !== count) {
      throw new Panic('arity', `${callee.code.arity} parameters, ${count} arguments`);
    }
    return { callee, args };
  }

  call(frame, count, next) {
    const { callee, args } = this.callee(frame, count);
    this.enter(callee, args);
    frame.next = next;
    frame.at = rules.callPlace(next);
    this.calls++;
  }

  /** The frame is given up before the new one is made (ISA-39): one that does not fit panics in the caller (DBG-04). */
  tailCall(frame, count) {
    const { callee, args } = this.callee(frame, count);
    this.leave();
    this.enter(callee, args);
    this.calls++;
  }

  leave() {
    this.frames.pop();
  }

  return(result) {
    this.leave();
    if (this.frames.depth === 0) this.result = result;
    else this.frames.top.operands.push(result);
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
      this.emit(this.stdout, make());
    } catch (end) {
      this.instructions--;
      throw end instanceof Panic ? new Exhausted('output') : end;
    }
  }

  emit(stream, text) {
    const bytes = Buffer.byteLength(JSON.stringify(text)) - 2;
    if (this.written + bytes > this.limits.output) throw new Exhausted('output');
    this.written += bytes;
    stream.push(text);
  }

  panicked({ code, message }) {
    const panic = { code, message, trace: traceOf(this.frames) };
    this.stderr.push(...shownPanic(panic));
    this.frames.clear();
    return panic;
  }

  /** Words that are left on the stack: slots and operands of the innermost frame (INTERP-15). */
  left() {
    const { top } = this.frames;
    return top === undefined ? 0 : top.slots.length + top.operands.length;
  }
}

module.exports = { Machine, rules };
