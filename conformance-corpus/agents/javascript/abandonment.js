'use strict';
// Why frames are left that no panic leaves: their continuation is given up (EFF-06). Such an unwinding may carry a panic, one
// that it met in frames that were being unwound already, or one that came out of a cleanup (EFF-16).

class Abandonment {
  constructor(continuation) {
    this.continuation = continuation;
    this.outermost = continuation.frames[0];
    /**
     * A panic that goes on when the frames have been left: {panic, shield, goesBelow}. Inside of the abandonment `shield`
     * no protected part recovers it. It goes on in the frame of the clause or, if it `goesBelow`, where that has been called.
     */
    this.carried = null;
  }

  /** As a panic has it, for the reserve of a stack overflow. */
  get code() {
    return this.carried?.panic.code;
  }

  carry(carried) {
    this.carried = carried;
  }

  /** The panic would have left a cleanup that another abandonment called, so nothing in that one's frames recovers it. */
  shieldFor(abandonment) {
    if (this.carried !== null) this.carried.shield ??= abandonment;
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
