'use strict';
// How this machine holds values: a BigInt is an int, a number a float64, a string a string, null nil, true and false
// bools; the rest are the classes below. No two of them are mixed up, so JavaScript's own types are the tags.

const INT_MIN = -(2n ** 60n);
const INT_MAX = 2n ** 60n - 1n;

class Float32 {
  /** `value` is a number that a float32 holds exactly. */
  constructor(value) { this.value = value; }
}

class Char {
  constructor(scalar) { this.scalar = scalar; }
}

class Sym {
  constructor(text, index) {
    this.text = text;
    this.index = index;
  }
}

/** A function of a module, as a value. One for each function: equal means the same object (ISA-18). */
class Code {
  constructor(code) { this.code = code; }
}

/** The arguments of the program (INTERP-17). This machine has no instruction that looks into it. */
class List {
  constructor(items) { this.items = items; }
}

const symbols = new Map();

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
    default:
  }
  if (value instanceof Float32) return 'float32';
  if (value instanceof Char) return 'char';
  if (value instanceof Sym) return 'symbol';
  return value instanceof List ? 'list' : 'function';
}

/** nil and false are, nothing else is (ISA-16). */
const isFalsey = (value) => value === null || value === false;

module.exports = { INT_MIN, INT_MAX, Float32, Char, Sym, Code, List, symbol, forgetSymbols, kindOf, isFalsey };
