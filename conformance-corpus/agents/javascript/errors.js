'use strict';
// The outcomes of an answer that are not `ok` (CONF-16), as exceptions.

class Refusal extends Error {
  constructor(answer) {
    super(JSON.stringify(answer));
    this.answer = answer;
  }
}

/** A panic of the running program: a code of the table of panic codes, and a message for people (INTERP-10). */
class Panic extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const malformed = (code, at) => new Refusal({ outcome: 'reject', phase: 'malformed', code, at });
const invalid = (code, at) => new Refusal({ outcome: 'reject', phase: 'invalid', code, at });
const unlinkable = (code, message) => new Refusal({ outcome: 'reject', phase: 'unlinkable', code, message });
const unsupported = (feature) => new Refusal({ outcome: 'unsupported', feature });
const badRequest = (message) => new Refusal({ outcome: 'error', code: 'bad-request', definite: true, message });

module.exports = { Refusal, Panic, malformed, invalid, unlinkable, unsupported, badRequest };
