'use strict';
// The stack of frames (INTERP-01, INTERP-02). A frame has all that belongs to its call, and the stack keeps nothing
// about single frames: a run of frames can be taken off and put back, on this stack or on another one.
const { Variable } = require('./values');

// What a variant (wrong.js) replaces.
const rules = {
  /** In a trace, the byte of a frame that called: the last one of its call (DBG-04). */
  callPlace: (next) => next - 1,
};

/** Above each frame: where the caller goes on, and its frame. */
const LINKAGE_BYTES = 16;

class Frame {
  /**
   * @param callee a function or closure, and with it the code and the captured variables of this call
   * @param role what its result is for: of a `call` the caller's operands, of a `cleanup` nothing; of the outermost frame
   *   of a continuation that is unwound, the abandonment, which ends with this frame
   */
  constructor(callee, slots, role) {
    this.code = callee.code;
    this.upvalues = callee.upvalues;
    this.slots = slots;
    this.role = role;
    this.operands = [];
    /** Protected parts that are active, the outermost first: {handler, height, cleanups, handlers}. */
    this.recovers = [];
    this.cleanups = [];
    /** Handlers of effects, the last one last: {name, handler}. */
    this.handlers = [];
    /** Of the frame of a clause: what is unwound behind the cleanups when the frame is left, unless it was used (EFF-06). */
    this.continuation = null;
    /** The panic or the abandonment that is leaving this frame while its cleanups run. */
    this.unwinding = null;
    this.next = 0;
    /** Where a panic would be: the instruction that runs, or the last byte of a call that has not returned. */
    this.at = 0;
  }

  /**
   * The instruction at `at` has made a call. That is its place in a trace until the frame goes on, whether the call is
   * one of the program or of a cleanup.
   */
  called() {
    const instruction = this.code.plan[this.at];
    if (instruction !== undefined) this.at = rules.callPlace(instruction.next);
  }

  /** A slot that is captured holds its variable, which is the same for all captures (ISA-11). */
  local(slot) {
    const held = this.slots[slot];
    return held instanceof Variable ? held.value : held;
  }

  assign(slot, value) {
    const held = this.slots[slot];
    if (held instanceof Variable) held.value = value;
    else this.slots[slot] = value;
  }

  /** The variable of a slot, from its first capture on an object of its own: it outlives the frame by itself. */
  capture(slot) {
    if (!(this.slots[slot] instanceof Variable)) this.slots[slot] = new Variable(this.slots[slot]);
    return this.slots[slot];
  }

  /** The slots from this one on keep their values and share them with no capture any more (ISA-31b). */
  closeFrom(slot) {
    for (let i = slot; i < this.slots.length; i++) this.slots[i] = this.local(i);
  }
}

class FrameStack {
  constructor() {
    this.frames = [];
    this.bytes = 0;
  }

  get depth() {
    return this.frames.length;
  }

  /** The innermost frame; undefined if there is none. */
  get top() {
    return this.frames[this.frames.length - 1];
  }

  some(holds) {
    return this.frames.some(holds);
  }

  /** How many bytes a frame has, or one would have that a call of this function or closure makes. */
  bytesOf({ code }) {
    return code.frameBytes + LINKAGE_BYTES;
  }

  bytesFrom(frames) {
    return frames.reduce((sum, each) => sum + this.bytesOf(each), 0);
  }

  /** How many bytes the frames below this index have. */
  bytesBelow(index) {
    return this.bytes - this.bytesFrom(this.frames.slice(index));
  }

  /** Takes the frames from this index on off the stack. */
  lift(index) {
    this.bytes = this.bytesBelow(index);
    return this.frames.splice(index);
  }

  /** Puts them back, here or on another stack; `role` is that of the outermost. */
  putBack(frames, role) {
    frames[0].role = role;
    for (const frame of frames) this.push(frame);
  }

  push(frame) {
    this.bytes += this.bytesOf(frame);
    this.frames.push(frame);
  }

  pop() {
    const frame = this.frames.pop();
    this.bytes -= this.bytesOf(frame);
    return frame;
  }

  clear() {
    this.frames = [];
    this.bytes = 0;
  }
}

module.exports = { Frame, FrameStack, rules };
