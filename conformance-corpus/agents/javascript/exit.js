'use strict';
// The module `jet.exit` (chapter The end of a run): exit handlers, and the request to end. There is one task, so there are no
// others to cancel or to wait for.
const { Panic } = require('./errors');
const { Native, isFunction, kindOf } = require('./values');

// What a variant (wrong-exit.js) replaces.
const rules = {
  /** Whether the first of two exit handlers is called before the second: EXIT-02. `number` counts registrations. */
  isBefore: (one, other) => (one.priority === other.priority ? one.number > other.number : one.priority < other.priority),
  add: (handlers, handler) => { handlers.waiting.push(handler); },
  /** The next one is the first in order of those that are left, whether its place has passed or not (EXIT-03). */
  take({ waiting }) {
    const first = waiting.reduce((best, each) => (rules.isBefore(each, best) ? each : best));
    waiting.splice(waiting.indexOf(first), 1);
    return first;
  },
};

class ExitHandlers {
  constructor() {
    this.waiting = [];
    this.registered = 0;
    /** Whether the first one was called: from then on no request to end counts. */
    this.haveBegun = false;
  }

  register(callee, priority) {
    this.registered++;
    rules.add(this, { callee, priority, number: this.registered });
  }

  /** The next one to call, or undefined. */
  next() {
    if (this.waiting.length === 0) return undefined;
    this.haveBegun = true;
    return rules.take(this).callee;
  }
}

function demandInt(value, what) {
  if (typeof value !== 'bigint') throw new Panic('type', `${kindOf(value)} as ${what}`);
}

/** EXIT-01. `bounds`, after the last handler has ended, cannot happen: this machine runs no finalizers. */
const register = new Native('register', 2, (machine, [callee, priority]) => {
  if (!isFunction(callee)) throw new Panic('type', `${kindOf(callee)} as an exit handler`);
  demandInt(priority, 'a priority');
  machine.checkArity(callee, 0);
  machine.exitHandlers.register(callee, priority);
  return null;
});

/** EXIT-14. It returns nil; unless it is called in a cleanup, the frame is left before its next instruction. */
const exit = new Native('exit', 1, (machine, [status]) => {
  demandInt(status, 'a status');
  machine.requestEnd(status);
  return null;
});

module.exports = { exports: new Map([['register', register], ['exit', exit]]), ExitHandlers, rules };
