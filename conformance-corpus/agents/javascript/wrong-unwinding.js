'use strict';
// Machines that are wrong about panics, protected parts and cleanups.
const { Panic } = require('./errors');
const { instructions } = require('./instruction-table');
const { Machine, rules: machineRules } = require('./machine');
const { code: codes } = require('./opcodes');
const text = require('./text');
const { traceOf } = require('./trace');
const { rules } = require('./unwinding');

const UNWINDING = {
  'recover-leaves-the-operands': {
    clause: 'ISA-46', apply() { rules.endPart = (frame) => { frame.recovers.pop(); }; },
  },
  'recover-stays-installed': {
    clause: 'ISA-46',
    // A panic in the handler comes to the handler again; the limit of output ends that.
    apply() { rules.endPart = (frame, { height }) => { frame.operands.length = height; }; },
  },
  'recover-restores-the-slots': {
    clause: 'ISA-46',
    // As variables in registers behind setjmp.
    apply() {
      const { endPart } = rules;
      const begin = instructions[codes.PUSH_RECOVER];
      instructions[codes.PUSH_RECOVER] = (machine, frame, instruction) => {
        begin(machine, frame, instruction);
        frame.recovers.at(-1).saved = [...frame.slots];
      };
      rules.endPart = (frame, recover) => {
        frame.slots = recover.saved;
        endPart(frame, recover);
      };
    },
  },
  'recover-runs-every-cleanup': {
    clause: 'ISA-46', apply() { rules.cleanupsBefore = (frame) => frame.cleanups.length; },
  },
  'recover-forgets-older-cleanups': {
    clause: 'ISA-46',
    apply() {
      const { endPart } = rules;
      rules.endPart = (frame, recover) => {
        frame.cleanups.length = 0;
        endPart(frame, recover);
      };
    },
  },
  'stack-overflow-ends-the-run': {
    clause: 'INTERP-06',
    apply() {
      const { demandRoom } = Machine.prototype;
      Machine.prototype.demandRoom = function demandRoomOrEnd(...size) {
        try {
          demandRoom.apply(this, size);
        } catch (panic) {
          panic.trace = traceOf(this.frames);
          this.end(panic);
        }
      };
    },
  },
  'cleanups-have-no-reserve': {
    clause: 'INTERP-06',
    apply() { machineRules.tooDeep = ({ limits }, depth, bytes) => depth > limits.frames || bytes > limits.stack; },
  },
  'panic-value-is-its-text': { clause: 'ISA-46', apply() { rules.valueOf = ({ value, message }) => value && message; } },
  'second-panic-is-recovered': { clause: 'ISA-47', apply() { rules.endsTheRun = () => false; } },
  'second-panic-runs-further-cleanups': {
    clause: 'ISA-47',
    // It ends the run, but as any panic that nothing recovers.
    apply() {
      const { endsTheRun } = rules;
      rules.endsTheRun = (frame, panic) => {
        panic.isLast ||= endsTheRun(frame, panic);
        if (panic.isLast) frame.recovers.length = 0;
        return false;
      };
    },
  },
  'recovering-loses-the-pending-panic': {
    clause: 'ISA-47',
    // One place for the panic that is on its way: what a cleanup recovers ends it, and the frame returns nil.
    apply() {
      const { endPart } = rules;
      rules.endPart = (frame, recover, machine) => {
        for (const below of machine.frames.frames) below.hasLostPanic = below.unwinding !== null;
        endPart(frame, recover);
      };
      rules.pending = (frame, machine) => {
        if (!frame.hasLostPanic) return frame.unwinding;
        machine.leave();
        machine.frames.top?.operands.push(null);
        return null;
      };
    },
  },
  'ended-parts-recover': {
    clause: 'PANIC-10',
    // A part ends by a panic only, and with its frame.
    apply() {
      const end = instructions[codes.POP_RECOVER];
      instructions[codes.POP_RECOVER] = (machine, frame, instruction) => {
        const part = frame.recovers.at(-1);
        end(machine, frame, instruction);
        frame.recovers.push(part);
      };
    },
  },
  'panicking-for-ever': {
    clause: 'PANIC-11',
    // A flag that the first panic sets, and nothing clears: no part recovers the next one.
    apply() {
      const { endPart } = rules;
      const begin = instructions[codes.PUSH_RECOVER];
      instructions[codes.PUSH_RECOVER] = (machine, frame, instruction) => {
        begin(machine, frame, instruction);
        if (machine.isPanicking) frame.recovers.pop();
      };
      rules.endPart = (frame, recover, machine) => {
        machine.isPanicking = true;
        endPart(frame, recover, machine);
      };
    },
  },
  'value-of-the-first-panic': {
    clause: 'PANIC-01',
    // One place for the value of all panics, which is filled once.
    apply() {
      let first;
      rules.valueOf = ({ value }) => { first ??= value; return first; };
    },
  },
  'trace-of-the-end': {
    clause: 'PANIC-03',
    // It is made when it is reported.
    apply() {
      const { end } = Machine.prototype;
      Machine.prototype.end = function endWithTrace(panic) {
        panic.trace = traceOf(this.frames);
        end.call(this, panic);
      };
    },
  },
  'message-made-for-the-handler': {
    clause: 'UNW-02',
    apply() {
      const raise = instructions[codes.PANIC];
      instructions[codes.PANIC] = (machine, frame, instruction) => {
        try {
          raise(machine, frame, instruction);
        } catch (panic) {
          Object.defineProperty(panic, 'message', { get: () => text.of(panic.value) });
          throw panic;
        }
      };
    },
  },
  'cleanups-oldest-first': { clause: 'ISA-47', apply() { rules.next = (cleanups) => cleanups.shift(); } },
  'cleanup-runs-again-after-its-panic': {
    clause: 'ISA-47',
    // It is taken away when it has returned.
    apply() {
      const { pending } = rules;
      rules.toRun = (frame) => {
        if (frame.cleanups.length === 0) throw new Panic('bounds', 'no cleanup');
        return frame.cleanups.at(-1);
      };
      rules.pending = (frame, machine) => {
        frame.cleanups.pop();
        return pending(frame, machine);
      };
    },
  },
  'cleanup-gives-the-result': {
    clause: 'ISA-47',
    // What it returns takes the place of the result of its function.
    apply() {
      const plain = Machine.prototype.return;
      Machine.prototype.return = function returnInstead(frame) {
        const caller = this.frames.frames.at(-2);
        if (frame.role === 'cleanup' && caller.operands.length > 0) caller.operands.splice(-1, 1, frame.operands.at(-1));
        plain.call(this, frame);
      };
    },
  },
  'return-runs-no-cleanups': {
    clause: 'ISA-47',
    apply() {
      const plain = Machine.prototype.return;
      Machine.prototype.return = function returnAtOnce(frame) {
        frame.cleanups.length = 0;
        plain.call(this, frame);
      };
    },
  },
  'tail-call-runs-no-cleanups': {
    clause: 'ISA-47',
    apply() {
      const plain = Machine.prototype.tailCall;
      Machine.prototype.tailCall = function tailCallAtOnce(frame, count) {
        frame.cleanups.length = 0;
        plain.call(this, frame, count);
      };
    },
  },
};

module.exports = { UNWINDING };
