'use strict';
// ISA-18, ISA-19 and ISA-44 with the rules of VAL-05e. A variant (wrong.js) replaces a function of `compare`.
const { Panic } = require('./errors');
const { Char, Float32, Sym, kindOf } = require('./values');

const isNumber = (value) => typeof value === 'bigint' || typeof value === 'number';

const compare = {
  /** JavaScript compares a BigInt and a number exactly, and a NaN with nothing. */
  numbersEqual: (left, right) => left == right, // eslint-disable-line eqeqeq
  less: (left, right) => left < right,
  atMost: (left, right) => left <= right,

  /**
   * Negative, zero or positive, by scalar values. UTF-16 units order alike but for surrogates, which stand for scalar
   * values above all others and are units below U+E000: where two units differ, surrogates are moved to the end.
   */
  strings(left, right) {
    const shared = Math.min(left.length, right.length);
    for (let i = 0; i < shared; i++) {
      const a = left.charCodeAt(i);
      const b = right.charCodeAt(i);
      if (a !== b) return moved(a) - moved(b);
    }
    return left.length - right.length;
  },
};

function moved(unit) {
  if (unit < 0xD800) return unit;
  return unit < 0xE000 ? unit + 0x2000 : unit - 0x800;
}

function equal(left, right) {
  if (isNumber(left) && isNumber(right)) return compare.numbersEqual(left, right);
  if (left instanceof Float32 && right instanceof Float32) return compare.numbersEqual(left.value, right.value);
  if (left instanceof Char && right instanceof Char) return left.scalar === right.scalar;
  if (left instanceof Sym && right instanceof Sym) return left.text === right.text;
  return left === right;
}

/** What stands for both operands in an order: two numbers, or the sign of the comparison of two strings and 0. */
function ordered(left, right) {
  if (isNumber(left) && isNumber(right)) return [left, right];
  if (left instanceof Float32 && right instanceof Float32) return [left.value, right.value];
  if (left instanceof Char && right instanceof Char) return [left.scalar, right.scalar];
  if (typeof left === 'string' && typeof right === 'string') return [compare.strings(left, right), 0];
  throw new Panic('type', `order of ${kindOf(left)} and ${kindOf(right)}`);
}

function less(left, right) {
  return compare.less(...ordered(left, right));
}

function atMost(left, right) {
  return compare.atMost(...ordered(left, right));
}

function compareStrings(left, right) {
  if (typeof left !== 'string' || typeof right !== 'string') {
    throw new Panic('type', `order of texts of ${kindOf(left)} and ${kindOf(right)}`);
  }
  return BigInt(Math.sign(compare.strings(left, right)));
}

module.exports = { compare, equal, less, atMost, compareStrings };
