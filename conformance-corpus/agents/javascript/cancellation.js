'use strict';
// Why frames are left when the end of the run is requested (EXIT-14): the cancellation of what runs, by SCHED-16. It leaves
// frames as a panic does, only that no protected part recovers it.

class Cancellation {
  constructor() {
    /** It is requested before it is delivered: not in a cleanup. */
    this.isDelivered = false;
    /** The first panic that left a cleanup which this cancellation called. No protected part recovers it. */
    this.carried = null;
  }

  carry({ panic }) {
    this.carried ??= panic;
  }

  /** Passes a protected part. */
  pass() {}
}

/** Thrown when a cancellation has left all frames. */
class Cancelled extends Error {}

module.exports = { Cancellation, Cancelled };
