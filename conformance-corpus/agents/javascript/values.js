'use strict';
// How this machine holds values: a BigInt is an int, a number a float64, a string a string, null nil, true and false
// bools; the rest are objects of the classes below and in aggregates.js, each with its `kind`. No two of them are mixed
// up, so JavaScript's own types are the tags. Objects have a `type`, the name of their built-in type (TYPE-02a).

const INT_MIN = -(2n ** 60n);
const INT_MAX = 2n ** 60n - 1n;

class Float32 {
  /** `value` is a number that a float32 holds exactly. */
  constructor(value) { this.value = value; }

  get kind() { return 'float32'; }
}

class Char {
  constructor(scalar) { this.scalar = scalar; }

  get kind() { return 'char'; }
}

class Sym {
  constructor(text, index) {
    this.text = text;
    this.index = index;
  }

  get kind() { return 'symbol'; }
}

/** A function of a module, as a value. One for each function: equal means the same object (ISA-18). */
class Code {
  constructor(code) { this.code = code; }

  get kind() { return 'function'; }

  get type() { return 'Function'; }
}

/** A function together with the variables that it captured (ISA-30). */
class Closure {
  constructor(code, upvalues) {
    this.code = code;
    this.upvalues = upvalues;
  }

  get kind() { return 'closure'; }

  get type() { return 'Closure'; }
}

/** A function of the machine: INTERP-08. It has no frame; `action` takes the machine and the arguments. */
class Native {
  constructor(name, arity, action) {
    this.code = { name, arity };
    this.action = action;
  }

  get kind() { return 'native'; }

  get type() { return 'Native'; }
}

/** Frames that wait for the answer to an effect, the outermost first; they are used once (EFF-05, EFF-07). */
class Continuation {
  constructor(frames) {
    this.frames = frames;
    this.isUsed = false;
  }

  take() {
    this.isUsed = true;
    const { frames } = this;
    this.frames = [];
    return frames;
  }

  get kind() { return 'continuation'; }

  get type() { return 'Continuation'; }
}

/** A captured variable. It is no value: a slot of a frame and upvalues of closures share it. */
class Variable {
  constructor(value) { this.value = value; }
}

const chars = new Map();
const symbols = new Map();

/** One object for each scalar value, so that chars can be keys of a JavaScript map. */
function char(scalar) {
  if (!chars.has(scalar)) chars.set(scalar, new Char(scalar));
  return chars.get(scalar);
}

/** Equal texts are one symbol (VAL-13). */
function symbol(text) {
  if (!symbols.has(text)) symbols.set(text, new Sym(text, symbols.size));
  return symbols.get(text);
}

function forgetSymbols() {
  symbols.clear();
}

function kindOf(value) {
  if (value === null) return 'nil';
  switch (typeof value) {
    case 'bigint': return 'int';
    case 'number': return 'float64';
    case 'string': return 'string';
    case 'boolean': return 'bool';
    default: return value.kind;
  }
}

/** Functions of the program, which have frames; a native function is none of them. */
const isFunction = (value) => value instanceof Code || value instanceof Closure;

/** nil and false are, nothing else is (ISA-16). */
const isFalsey = (value) => value === null || value === false;

module.exports = {
  INT_MIN, INT_MAX, Float32, Char, Sym, Code, Closure, Continuation, Native, Variable, char, symbol, forgetSymbols, kindOf,
  isFunction, isFalsey,
};
