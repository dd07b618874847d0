'use strict';
// The stack of frames (INTERP-01, INTERP-02). A frame has all that belongs to its call, and the stack keeps nothing
// about single frames: a run of frames can be taken off and put back, on this stack or on another one.

/** Above each frame: where the caller goes on, and its frame. */
const LINKAGE_BYTES = 16;

class Frame {
  constructor(code, slots) {
    this.code = code;
    this.slots = slots;
    this.operands = [];
    this.next = 0;
    /** Where a panic would be: the instruction that runs, or the last byte of a call that has not returned. */
    this.at = 0;
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
