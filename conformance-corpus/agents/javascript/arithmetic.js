'use strict';
// ISA-12 to ISA-15 and ISA-38 with the rules of VAL-05a to VAL-05d. An int is a BigInt, so a result is exact first and
// put to the range then. A variant (wrong.js) replaces one of the functions of `arithmetic`.
const { Panic } = require('./errors');
const { roundToFloat32 } = require('./floats');
const { Float32, INT_MAX, INT_MIN, char, kindOf, symbol } = require('./values');
const text = require('./text');

const BITS = 61;
// Above this many UTF-16 units V8 makes no string; Jet's own limit of 2^32 - 1 bytes is above it.
const MOST_UNITS = 500_000_000;

const arithmetic = {
  /** The exact result of an operation on ints, if it is an int. */
  ranged(exact) {
    if (exact < INT_MIN || exact > INT_MAX) throw new Panic('int-overflow', `${exact} does not fit 61 bits`);
    return exact;
  },
  /** BigInt division cuts the fraction off, as `div` does. */
  quotient: (left, right) => left / right,
  remainder: (left, right) => left % right,
  negateFloat: (number) => -number,
  floatRemainder: (left, right) => left % right,
  /** Of a BigInt the nearest float64, ties to even. */
  toFloat64: Number,
};

const INT = {
  add: (left, right) => arithmetic.ranged(left + right),
  subtract: (left, right) => arithmetic.ranged(left - right),
  multiply: (left, right) => arithmetic.ranged(left * right),
  divide: (left, right) => arithmetic.ranged(arithmetic.quotient(left, nonZero(right))),
  remainder: (left, right) => arithmetic.remainder(left, nonZero(right)),
};
const FLOAT = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  remainder: (left, right) => arithmetic.floatRemainder(left, right),
};
const WRAP = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
};

function nonZero(divisor) {
  if (divisor === 0n) throw new Panic('division-by-zero', 'an int is divided by zero');
  return divisor;
}

function typePanic(what, ...values) {
  return new Panic('type', `${what} of ${values.map(kindOf).join(' and ')}`);
}

/** `name` is add, subtract, multiply, divide or remainder. */
function binary(name, left, right) {
  if (typeof left === 'bigint' && typeof right === 'bigint') return INT[name](left, right);
  if (left instanceof Float32 && right instanceof Float32) {
    // Rounding the float64 result once more is the same as rounding once: 53 bits are more than twice 24 and two.
    return new Float32(Math.fround(FLOAT[name](left.value, right.value)));
  }
  const numbers = [left, right].map((value) => (typeof value === 'bigint' ? arithmetic.toFloat64(value) : value));
  if (numbers.every((value) => typeof value === 'number')) return FLOAT[name](...numbers);
  if (name === 'add' && typeof left === 'string' && typeof right === 'string') return joined(left, right);
  throw typePanic(name, left, right);
}

function joined(left, right) {
  if (left.length + right.length > MOST_UNITS) throw new Panic('out-of-memory', 'a string that this machine cannot hold');
  return left + right;
}

/** `name` is add, subtract or multiply, modulo 2^61. */
function wrapping(name, left, right) {
  if (typeof left !== 'bigint' || typeof right !== 'bigint') throw typePanic(`wrapping ${name}`, left, right);
  return BigInt.asIntN(BITS, WRAP[name](left, right));
}

function negate(number) {
  if (typeof number === 'bigint') return arithmetic.ranged(-number);
  if (typeof number === 'number') return arithmetic.negateFloat(number);
  if (number instanceof Float32) return new Float32(arithmetic.negateFloat(number.value));
  throw typePanic('negative', number);
}

function floatToInt(number) {
  if (!Number.isFinite(number)) throw new Panic('int-overflow', `${number} is no int`);
  return arithmetic.ranged(BigInt(Math.trunc(number)));
}

function intToChar(int) {
  const isScalar = int >= 0n && int <= 0x10FFFFn && (int < 0xD800n || int > 0xDFFFn);
  if (!isScalar) throw new Panic('bounds', `${int} is no Unicode scalar value`);
  return char(Number(int));
}

// ISA-38, by kind to convert to and kind that there is.
const CONVERSIONS = [
  { kind: 'int', float32: (value) => floatToInt(value.value), float64: floatToInt, char: (value) => BigInt(value.scalar) },
  {
    kind: 'float32', int: (value) => new Float32(roundToFloat32(value)), float64: (value) => new Float32(Math.fround(value)),
  },
  { kind: 'float64', int: (value) => arithmetic.toFloat64(value), float32: (value) => value.value },
  { kind: 'char', int: intToChar },
  { kind: 'symbol', string: symbol },
  { kind: 'string' },
];
const TARGETS = CONVERSIONS.map(({ kind }) => kind);

function convert(value, target) {
  const from = kindOf(value);
  if (from === TARGETS[target]) return value;
  if (TARGETS[target] === 'string') return text.of(value);
  const rule = CONVERSIONS[target][from];
  if (!rule) throw new Panic('type', `no ${TARGETS[target]} from ${from}`);
  return rule(value);
}

module.exports = { arithmetic, binary, wrapping, negate, convert, TARGETS };
