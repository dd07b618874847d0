'use strict';
// The outcomes of an answer that are not `ok` (CONF-16), as exceptions.

class Refusal extends Error {
  constructor(answer) {
    super(JSON.stringify(answer));
    this.answer = answer;
  }
}

/**
 * A panic of the running program: a code of the table of panic codes, a message for people (INTERP-10), the operand of
 * PANIC or nil, and the trace of the moment at which it panicked, which is known when it begins to leave frames.
 */
class Panic extends Error {
  constructor(code, message, value = null) {
    super(message);
    this.code = code;
    this.value = value;
    this.trace = undefined;
    /** Whether it was reported on standard error (UNW-05). */
    this.isTold = false;
  }
}

/** A limit that is no panic: it ends the run, and nothing recovers it (INTERP-15). */
class Exhausted extends Error {
  constructor(resource) {
    super(resource);
    this.resource = resource;
  }
}

const malformed = (code, at) => new Refusal({ outcome: 'reject', phase: 'malformed', code, at });
const invalid = (code, at) => new Refusal({ outcome: 'reject', phase: 'invalid', code, at });
const unlinkable = (code, message) => new Refusal({ outcome: 'reject', phase: 'unlinkable', code, message });
const unsupported = (feature) => new Refusal({ outcome: 'unsupported', feature });
const badRequest = (message) => new Refusal({ outcome: 'error', code: 'bad-request', definite: true, message });

module.exports = { Refusal, Panic, Exhausted, malformed, invalid, unlinkable, unsupported, badRequest };
