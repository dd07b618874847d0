'use strict';
// The storage classes of array elements, by their numbers as operands (ISA-40): what is stored for a value and what is read
// back (VAL-18a, VAL-18b). A variant (wrong.js) replaces a function of `rules`.
const { Panic } = require('./errors');
const { Char, Float32, char, kindOf } = require('./values');

const rules = {
  /** The int if it lies in the range of a class. */
  fitting(int, least, most) {
    if (int < least || int > most) throw new Panic('int-overflow', `${int} is not from ${least} to ${most}`);
    return int;
  },
};

function wanted(holds, name, value) {
  if (!holds) throw new Panic('type', `${kindOf(value)} as ${name}`);
}

/** Elements of up to 32 bits are numbers in JavaScript's typed arrays, those of 64 bits are BigInts. */
function integer(name, bytes, isSigned, Elements) {
  const bits = BigInt(8 * bytes);
  const least = isSigned ? -(1n << (bits - 1n)) : 0n;
  const most = (isSigned ? 1n << (bits - 1n) : 1n << bits) - 1n;
  const held = bytes === 8 ? (int) => int : Number;
  return {
    name, bytes,
    make: (length) => new Elements(length),
    store(value) {
      wanted(typeof value === 'bigint', name, value);
      return held(rules.fitting(value, least, most));
    },
    load: BigInt,
  };
}

const REF = {
  name: 'ref', bytes: 8,
  make: (length) => new Array(length).fill(null),
  store: (value) => value,
  load: (element) => element,
};

const CLASSES = [
  integer('i8', 1, true, Int8Array), integer('i16', 2, true, Int16Array),
  integer('i32', 4, true, Int32Array), integer('i64', 8, true, BigInt64Array),
  integer('u8', 1, false, Uint8Array), integer('u16', 2, false, Uint16Array),
  integer('u32', 4, false, Uint32Array), integer('u64', 8, false, BigUint64Array),
  {
    name: 'f32', bytes: 4,
    make: (length) => new Float32Array(length),
    store(value) {
      wanted(value instanceof Float32, 'f32', value);
      return value.value;
    },
    load: (element) => new Float32(element),
  },
  {
    name: 'f64', bytes: 8,
    make: (length) => new Float64Array(length),
    store(value) {
      wanted(typeof value === 'number', 'f64', value);
      return value;
    },
    load: (element) => element,
  },
  {
    name: 'bool', bytes: 1,
    make: (length) => new Uint8Array(length),
    store(value) {
      wanted(typeof value === 'boolean', 'bool', value);
      return Number(value);
    },
    load: (element) => element === 1,
  },
  {
    name: 'char', bytes: 4,
    make: (length) => new Uint32Array(length),
    store(value) {
      wanted(value instanceof Char, 'char', value);
      return value.scalar;
    },
    load: char,
  },
  REF,
];

module.exports = { CLASSES, REF, rules };
