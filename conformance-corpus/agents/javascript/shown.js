'use strict';
// A result as a plain value of the protocol.
const { Char, Float32, Sym } = require('./values');

function plain(value) {
  if (value === null) return { kind: 'nil' };
  switch (typeof value) {
    case 'boolean': return { kind: 'bool', value };
    case 'bigint': return { kind: 'int', value: String(value) };
    case 'string': return { kind: 'string', bytes: Buffer.from(value, 'utf8').toString('base64') };
    case 'number': return { kind: 'float64', bits: bits(8, (buffer) => buffer.writeDoubleBE(value)) };
    default: return object(value);
  }
}

function object(value) {
  if (value instanceof Float32) return { kind: 'float32', bits: bits(4, (buffer) => buffer.writeFloatBE(value.value)) };
  if (value instanceof Char) return { kind: 'char', value: value.scalar };
  if (value instanceof Sym) return { kind: 'symbol', index: String(value.index) };
  return { kind: 'object', type: value.type };
}

function bits(length, write) {
  const buffer = Buffer.alloc(length);
  write(buffer);
  return `0x${buffer.toString('hex').toUpperCase()}`;
}

module.exports = { plain };
