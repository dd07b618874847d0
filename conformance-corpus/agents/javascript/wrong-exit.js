'use strict';
// Machines that are wrong about exit handlers and the request to end.
const { Cancellation } = require('./cancellation');
const { Panic } = require('./errors');
const exit = require('./exit');
const { Machine, rules: machineRules } = require('./machine');
const unwinding = require('./unwinding');

/** Which exit handlers there are, and in which order they are called. */
const HANDLERS = {
  'handler-registered-once': {
    clause: 'EXIT-01',
    apply() {
      const { add } = exit.rules;
      exit.rules.add = (handlers, handler) => {
        if (handlers.waiting.every(({ callee }) => callee !== handler.callee)) add(handlers, handler);
      };
    },
  },
  'handler-checked-when-called': {
    clause: 'EXIT-01',
    // Everything can be registered; what cannot be called is passed over.
    apply() {
      const register = exit.exports.get('register');
      register.action = (machine, [callee, priority]) => {
        if (callee?.code?.arity === 0) machine.exitHandlers.register(callee, priority);
        return null;
      };
    },
  },
  'priorities-descend': {
    clause: 'EXIT-02',
    apply() {
      const { isBefore } = exit.rules;
      exit.rules.isBefore = (one, other) => (one.priority === other.priority
        ? isBefore(one, other) : one.priority > other.priority);
    },
  },
  'priorities-of-32-bits': {
    clause: 'EXIT-02',
    apply() {
      const { add } = exit.rules;
      exit.rules.add = (handlers, handler) => {
        add(handlers, { ...handler, priority: BigInt.asIntN(32, handler.priority) });
      };
    },
  },
  'oldest-of-equal-priority-first': {
    clause: 'EXIT-02',
    apply() {
      exit.rules.isBefore = (one, other) => (one.priority === other.priority
        ? one.number < other.number : one.priority < other.priority);
    },
  },
  'no-handler-once-they-run': {
    clause: 'EXIT-03',
    // The handlers are a list that is made when the first one is called.
    apply() {
      const { add } = exit.rules;
      exit.rules.add = (handlers, handler) => { if (!handlers.haveBegun) add(handlers, handler); };
    },
  },
  'late-handler-comes-last': {
    clause: 'EXIT-03',
    // Its place has passed, so it is called behind all that are left.
    apply() {
      const { add, isBefore } = exit.rules;
      exit.rules.add = (handlers, handler) => { add(handlers, { ...handler, isLate: handlers.haveBegun }); };
      exit.rules.isBefore = (one, other) => (one.isLate === other.isLate ? isBefore(one, other) : !one.isLate);
    },
  },
  'handler-is-called-again-after-its-panic': {
    clause: 'EXIT-03',
    // It is done when it has returned, and gets a second chance.
    apply() {
      const { callHandler } = machineRules;
      machineRules.callHandler = (machine, handler) => {
        let hasPanicked = false;
        const { unrecovered } = machine;
        machine.unrecovered = (panic) => {
          hasPanicked = true;
          unrecovered.call(machine, panic);
        };
        callHandler(machine, handler);
        machine.unrecovered = unrecovered;
        if (hasPanicked && !machine.isOver) callHandler(machine, handler);
      };
    },
  },
  'panic-of-a-handler-stops-the-others': {
    clause: 'EXIT-03',
    apply() {
      const { nextHandler } = machineRules;
      machineRules.nextHandler = (machine) => {
        const mayGoOn = !machine.exitHandlers.haveBegun || machine.panic === null;
        return mayGoOn ? nextHandler(machine) : undefined;
      };
    },
  },
  'panic-of-a-handler-is-lost': {
    clause: 'EXIT-03',
    apply() {
      const { callHandler } = machineRules;
      machineRules.callHandler = (machine, handler) => {
        const { panic } = machine;
        callHandler(machine, handler);
        machine.panic = panic;
      };
    },
  },
  'panic-of-a-handler-hides-that-of-the-program': {
    clause: 'EXIT-03', apply() { machineRules.panicOfTheRun = (first, later) => later; },
  },
  'handler-gives-the-result': {
    clause: 'EXIT-03', apply() { machineRules.result = (machine) => machine.status ?? machine.result; },
  },
};

/** When exit handlers run. */
const WHEN = {
  'handlers-after-halt': {
    clause: 'EXIT-07',
    apply() { machineRules.nextHandler = (machine) => (machine.isOver ? undefined : machine.exitHandlers.next()); },
  },
  'handlers-after-a-second-panic': {
    clause: 'EXIT-07',
    apply() { machineRules.nextHandler = (machine) => (machine.halted ? undefined : machine.exitHandlers.next()); },
  },
  'no-handlers-after-a-panic': {
    clause: 'EXIT-07',
    apply() {
      const { nextHandler } = machineRules;
      machineRules.nextHandler = (machine) => {
        const hasFailed = !machine.exitHandlers.haveBegun && machine.panic !== null;
        return hasFailed ? undefined : nextHandler(machine);
      };
    },
  },
};

/** Requests to end. */
const REQUESTS = {
  'exit-is-recovered': {
    clause: 'EXIT-14',
    // It is a panic with a code that no program knows.
    apply() {
      unwinding.rules.recovers = (cause) => cause instanceof Panic || cause instanceof Cancellation;
      unwinding.rules.valueOf = ({ value }) => value ?? null;
      Object.defineProperties(Cancellation.prototype, { code: { value: 'exit' }, message: { value: '' } });
    },
  },
  'exit-runs-no-cleanups': {
    clause: 'EXIT-14',
    apply() {
      const { delivers } = Machine.prototype;
      Machine.prototype.delivers = function deliversAtOnce() {
        for (const frame of this.frames.frames) frame.cleanups.length = 0;
        return delivers.call(this);
      };
    },
  },
  'exit-ends-a-cleanup': { clause: 'EXIT-14', apply() { machineRules.inCleanup = () => false; } },
  'exit-hides-a-panic': {
    clause: 'EXIT-14', apply() { Cancellation.prototype.carry = () => {}; },
  },
  'last-exit-counts': {
    clause: 'EXIT-14',
    apply() {
      machineRules.countedStatus = ({ status, exitHandlers }, requested) => (exitHandlers.haveBegun ? status : requested);
    },
  },
  'exit-in-a-handler-counts': {
    clause: 'EXIT-14', apply() { machineRules.countedStatus = ({ status }, requested) => status ?? requested; },
  },
  'exit-in-a-handler-ends-all': {
    clause: 'EXIT-14',
    apply() {
      const { callHandler } = machineRules;
      machineRules.callHandler = (machine, handler) => {
        callHandler(machine, handler);
        if (machine.cancellation !== null) machine.exitHandlers.waiting.length = 0;
      };
    },
  },
  'exit-in-a-handler-does-nothing': {
    clause: 'EXIT-14',
    apply() {
      const { requestEnd } = Machine.prototype;
      Machine.prototype.requestEnd = function requestOnce(status) {
        if (!this.exitHandlers.haveBegun) requestEnd.call(this, status);
      };
    },
  },
};

const EXIT = { ...HANDLERS, ...WHEN, ...REQUESTS };

module.exports = { EXIT };
