'use strict';
// The stack of frames (INTERP-01, INTERP-02). A frame has all that belongs to its call, and the stack keeps nothing
// about single frames: a run of frames can be taken off and put back, on this stack or on another one.
const { Variable } = require('./values');

/** Above each frame: where the caller goes on, and its frame. */
const LINKAGE_BYTES = 16;

class Frame {
  /** @param callee a function or closure, and with it the code and the captured variables of this call */
  constructor(callee, slots) {
    this.code = callee.code;
    this.upvalues = callee.upvalues;
    this.slots = slots;
    this.operands = [];
    this.next = 0;
    /** Where a panic would be: the instruction that runs, or the last byte of a call that has not returned. */
    this.at = 0;
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

  /** How many bytes the frames would have with one more of this code. */
  bytesWith(code) {
    return this.bytes + code.frameBytes + LINKAGE_BYTES;
  }

  push(frame) {
    this.bytes = this.bytesWith(frame.code);
    this.frames.push(frame);
  }

  pop() {
    const frame = this.frames.pop();
    this.bytes -= frame.code.frameBytes + LINKAGE_BYTES;
    return frame;
  }

  clear() {
    this.frames = [];
    this.bytes = 0;
  }
}

module.exports = { Frame, FrameStack };
