'use strict';
// Machines that violate the specification in one place each: `agent.js --wrong NAME`. The suite's own tests show that
// each is caught by a case of the clause that stands here.
const { arithmetic } = require('./arithmetic');
const { compare, atMost } = require('./compare');
const { rules: frameRules } = require('./frames');
const { Panic } = require('./errors');
const { rules: instructionRules, nameOf } = require('./instructions');
const { Machine, rules: machineRules } = require('./machine');
const text = require('./text');
const { isFalsey } = require('./values');
const { AGGREGATES } = require('./wrong-aggregates');
const { EFFECTS } = require('./wrong-effects');
const { EXIT } = require('./wrong-exit');
const { UNWINDING } = require('./wrong-unwinding');

const MOST = 2n ** 60n;

function floorQuotient(left, right) {
  const quotient = left / right;
  return left % right !== 0n && (left < 0n) !== (right < 0n) ? quotient - 1n : quotient;
}

const VARIANTS = {
  'overflow-at-64-bits': {
    clause: 'ISA-12',
    apply() {
      arithmetic.ranged = (exact) => {
        if (exact < -8n * MOST || exact >= 8n * MOST) throw new Panic('int-overflow', 'beyond 64 bits');
        return exact;
      };
    },
  },
  'ints-are-doubles': {
    clause: 'ISA-13',
    apply() {
      const { ranged } = arithmetic;
      arithmetic.ranged = (exact) => BigInt(Number(ranged(exact)));
    },
  },
  'minus-zero-lost': { clause: 'ISA-15', apply() { arithmetic.negateFloat = (number) => 0 - number; } },
  'remainder-of-the-divisor': {
    clause: 'ISA-14', apply() { arithmetic.remainder = (left, right) => ((left % right) + right) % right; },
  },
  'division-rounds-down': { clause: 'ISA-13', apply() { arithmetic.quotient = floorQuotient; } },
  'nan-is-greater': { clause: 'ISA-19', apply() { instructionRules.greater = (left, right) => !atMost(left, right); } },
  'int-rounded-to-compare': {
    clause: 'ISA-18', apply() { compare.numbersEqual = (left, right) => Number(left) === Number(right); },
  },
  'strings-by-utf16': {
    clause: 'ISA-44',
    apply() { compare.strings = (left, right) => (left < right ? -1 : Number(left > right)); },
  },
  'floats-as-javascript': {
    clause: 'ISA-25', apply() { text.float = (number) => String(number); },
  },
  'and-or-give-bools': {
    clause: 'ISA-17',
    apply() {
      instructionRules.and = (left, right) => !isFalsey(left) && !isFalsey(right);
      instructionRules.or = (left, right) => !isFalsey(left) || !isFalsey(right);
    },
  },
  'jump-from-the-instruction': {
    clause: 'ISA-20',
    // Forward only: backward it might never end. Where it then goes is anything, so the stack is looked at.
    apply() {
      instructionRules.target = (next, distance) => (distance > 0 ? next - 3 : next) + distance;
      const { step } = Machine.prototype;
      Machine.prototype.step = function stepWithinTheStack() {
        const { operands, code } = this.frames.top;
        if (operands.length > code.operands) throw new Panic('stack-overflow', 'lost');
        step.call(this);
      };
    },
  },
  'arguments-reversed': {
    clause: 'ISA-23',
    apply() {
      machineRules.arguments = (operands, count) => operands.splice(operands.length - count, count).reverse();
    },
  },
  'globals-defined-late': {
    clause: 'ISA-10',
    // A global exists when the function that defines it has returned.
    apply() {
      const late = new Map();
      instructionRules.defineGlobal = (globals, name, value, frame) => {
        late.set(frame, [...(late.get(frame) ?? []), [globals, name, value]]);
      };
      const { leave } = Machine.prototype;
      Machine.prototype.leave = function leaveLate() {
        for (const [globals, name, value] of late.get(this.frames.top) ?? []) globals.set(name, value);
        leave.call(this);
      };
    },
  },
  'set-global-defines': { clause: 'ISA-09', apply() { instructionRules.assigned = nameOf; } },
  'constant-index-of-8-bits': {
    clause: 'ISA-04', apply() { instructionRules.constantIndex = (index) => index & 0xFF; },
  },
  'recursion-without-limit': {
    clause: 'INTERP-06',
    // It would end the process; a machine that has this fault ends like this in good time.
    apply() {
      machineRules.tooDeep = (machine, frames) => {
        if (frames > 5_000) throw new Panic('out-of-memory', 'no frame fits');
        return false;
      };
    },
  },
  'slots-not-cleared': {
    clause: 'INTERP-05',
    apply() {
      const { leave } = Machine.prototype;
      let last = [];
      Machine.prototype.leave = function leaveDirty() {
        last = this.frames.top.slots;
        leave.call(this);
      };
      machineRules.slots = (count) => Array.from({ length: count }, (_, index) => last[index] ?? null);
    },
  },
  'tail-call-keeps-the-frame': {
    clause: 'ISA-39',
    // The frame stays, and passes on what it is given.
    apply() {
      const WAITS = -1;
      const plainReturn = Machine.prototype.return;
      Machine.prototype.tailCall = function callAndWait(frame, count) { this.call(frame, count, WAITS); };
      Machine.prototype.return = function returnThrough(frame) {
        plainReturn.call(this, frame);
        const { top } = this.frames;
        if (top?.next === WAITS) this.return(top);
      };
    },
  },
  'trace-one-instruction-late': { clause: 'DBG-04', apply() { frameRules.callPlace = (next) => next; } },
  ...AGGREGATES,
  ...UNWINDING,
  ...EFFECTS,
  ...EXIT,
};

/** Makes this process the variant of that name. */
function become(name) {
  if (!Object.hasOwn(VARIANTS, name)) {
    console.error(`no variant ${name}; there are: ${Object.keys(VARIANTS).join(' ')}`);
    process.exit(64);
  }
  VARIANTS[name].apply();
}

module.exports = { VARIANTS, become };
