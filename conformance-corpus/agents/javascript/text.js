'use strict';
// The text of a value, as PRINT writes it and CONVERT gives it (ISA-25). A variant replaces a function of `text`.
const { shortestFloat32, shortestFloat64 } = require('./floats');
const { JetMap } = require('./aggregates');
const { Panic } = require('./errors');
const { Char, Closure, Code, Continuation, Float32, Native, Sym, kindOf } = require('./values');

/** An element that lies in as many others is not written. */
const MOST_AROUND = 8;
/** Above this many UTF-16 units a text of aggregates, which can be short and refer to much, is not made. */
const MOST_UNITS = 16_777_216;

const text = {
  of(value) {
    if (value === null) return 'nil';
    if (typeof value === 'number') return text.float(value, shortestFloat64);
    if (typeof value !== 'object') return String(value);
    if (value instanceof Float32) return text.float(value.value, shortestFloat32);
    if (value instanceof Char) return String.fromCodePoint(value.scalar);
    if (value instanceof Sym) return `#${value.text}`;
    if (value instanceof Code) return `<fn ${text.name(value.code)}>`;
    if (value instanceof Closure) return `<closure ${text.name(value.code)}>`;
    if (value instanceof Native) return `<native ${text.name(value.code)}>`;
    if (value instanceof Continuation) return '<continuation>';
    const parts = new Parts();
    text.aggregate(value, [], parts);
    return parts.joined();
  },

  /** `around` are the aggregates that are being written, the outermost first. */
  aggregate(value, around, parts) {
    if (around.includes(value) || around.length >= MOST_AROUND) {
      parts.add('...');
      return;
    }
    const inside = [...around, value];
    if (value instanceof JetMap) {
      parts.list('{', value.entries.values(), '}', ({ key, value: held }) => {
        text.element(key, inside, parts);
        parts.add(': ');
        text.element(held, inside, parts);
      });
    } else {
      parts.list('[', text.elements(value), ']', (element) => text.element(element, inside, parts));
    }
  },

  * elements(sequence) {
    for (let i = 0; i < sequence.length; i++) yield sequence.at(i);
  },

  element(value, around, parts) {
    if (typeof value === 'string') parts.add(`"${value}"`);
    else if (value instanceof Char) parts.add(`'${text.of(value)}'`);
    else if (text.isAggregate(value)) text.aggregate(value, around, parts);
    else parts.add(text.of(value));
  },

  isAggregate: (value) => ['array', 'slice', 'list', 'map'].includes(kindOf(value)),

  name: (code) => code.name || '<script>',

  float(number, shortest) {
    if (Number.isNaN(number)) return 'nan';
    const minus = number < 0 || Object.is(number, -0) ? '-' : '';
    const size = Math.abs(number);
    if (size === Infinity) return `${minus}inf`;
    if (size === 0) return `${minus}0.0`;
    return minus + text.digits(shortest(size));
  },

  /** Positional for exponents from -5 to 15, otherwise with an exponent. */
  digits({ digits, exponent }) {
    if (exponent < -5 || exponent >= 16) {
      const point = digits.length > 1 ? '.' : '';
      const size = String(Math.abs(exponent)).padStart(2, '0');
      return `${digits[0]}${point}${digits.slice(1)}e${exponent < 0 ? '-' : '+'}${size}`;
    }
    if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    return `${whole}.${digits.slice(exponent + 1) || '0'}`;
  },
};

/** The parts of a text that may become too long. */
class Parts {
  constructor() {
    this.parts = [];
    this.units = 0;
  }

  add(part) {
    this.units += part.length;
    if (this.units > MOST_UNITS) throw new Panic('out-of-memory', 'a text that this machine cannot hold');
    this.parts.push(part);
  }

  list(begin, items, end, write) {
    let before = begin;
    for (const item of items) {
      this.add(before);
      write(item);
      before = ', ';
    }
    this.add(before === begin ? begin + end : end);
  }

  joined() {
    return this.parts.join('');
  }
}

module.exports = text;
