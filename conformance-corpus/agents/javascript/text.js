'use strict';
// The text of a value, as PRINT writes it and CONVERT gives it (ISA-25). A variant replaces a function of `text`.
const { shortestFloat32, shortestFloat64 } = require('./floats');
const { Char, Code, Float32, List, Sym } = require('./values');

const text = {
  of(value) {
    if (value === null) return 'nil';
    if (typeof value === 'number') return text.float(value, shortestFloat64);
    if (value instanceof Float32) return text.float(value.value, shortestFloat32);
    if (value instanceof Char) return String.fromCodePoint(value.scalar);
    if (value instanceof Sym) return `#${value.text}`;
    if (value instanceof Code) return `<fn ${text.name(value.code)}>`;
    if (value instanceof List) return `[${value.items.map((item) => `"${item}"`).join(', ')}]`;
    return String(value);
  },

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

module.exports = text;
