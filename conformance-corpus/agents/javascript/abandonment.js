'use strict';
// Why frames are left that no panic leaves: their continuation is given up (EFF-06). Such an unwinding may carry a panic, one
// that it met in frames that were being unwound already, or one that came out of a cleanup (EFF-16).

class Abandonment {
  constructor(continuation) {
    this.continuation = continuation;
    this.outermost = continuation.frames[0];
    /**
     * A panic that goes on when the frames have been left: {panic, shield, goesBelow}, and if another abandonment carried
     * it before, also this one and what it had: {from, before}. Inside of the abandonment `shield`
     * no protected part recovers it. It goes on in the frame of the clause or, if it `goesBelow`, where that has been called.
     */
    this.carried = null;
    /** A cancellation that was leaving these frames: it goes on in any case, in the frame of the clause. */
    this.cancellation = null;
  }

  /** As a panic has it, for the reserve of a stack overflow. */
  get code() {
    return this.carried?.panic.code;
  }

  carry(carried) {
    this.carried = carried;
  }

  /**
   * Takes the panic over that another abandonment carried in these frames. If there is none, what this one carries would have
   * left a cleanup that the other one called, so nothing in that one's frames recovers it.
   */
  takeFrom(other) {
    const { carried } = other;
    this.cancellation ??= other.cancellation;
    if (carried === null) {
      if (this.carried !== null) this.carried.shield ??= other;
      return;
    }
    other.carried = null;
    this.carry({ panic: carried.panic, shield: carried.shield && other, goesBelow: true, from: other, before: carried });
  }

  /** Passes a protected part that would have recovered the panic. */
  pass() {
    if (this.carried?.shield === null) this.carried = null;
  }

  /** A frame with this role has been left. */
  left(role) {
    if (this.carried !== null && this.carried.shield === role) this.carried.shield = null;
  }
}

module.exports = { Abandonment };
