'use strict';
// One section of a module file, read front to back (MOD-01g: big-endian, without sign).
const { malformed } = require('./errors');

/** Offset of the first ill-formed sequence of UTF-8 in `bytes`, or -1 (STR-01). */
function illFormed(bytes) {
  let at = 0;
  while (at < bytes.length) {
    const length = sequence(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

function sequence(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i] & 0xC0) !== 0x80) return 0;
  const second = bytes[at + 1];
  const tooLong = (first === 0xE0 && second < 0xA0) || (first === 0xF0 && second < 0x90);
  const noScalar = (first === 0xED && second > 0x9F) || (first === 0xF4 && second > 0x8F);
  return tooLong || noScalar ? 0 : length;
}

class Cursor {
  constructor(file, start, end) {
    this.file = file;
    this.at = start;
    this.end = end;
  }

  number(size) {
    if (this.end - this.at < size) throw malformed('truncated', this.at);
    const value = this.file.readUIntBE(this.at, size);
    this.at += size;
    return value;
  }

  u8() { return this.number(1); }
  u16() { return this.number(2); }
  u32() { return this.number(4); }

  u64() {
    if (this.end - this.at < 8) throw malformed('truncated', this.at);
    const value = this.file.readBigUInt64BE(this.at);
    this.at += 8;
    return value;
  }

  /** A u8 that is at most `most`. */
  flag(most) {
    const value = this.u8();
    if (value > most) throw malformed('flag', this.at - 1);
    return value;
  }

  /** How many items follow, each of at least `least` bytes (MOD-02d). */
  count(size, least) {
    const count = this.number(size);
    if (count * least > this.end - this.at) throw malformed('count', this.at - size);
    return count;
  }

  /** A u32 below `limit`. */
  index(limit) {
    const index = this.u32();
    if (index >= limit) throw malformed('index', this.at - 4);
    return index;
  }

  /** A u32 that is 0 for none, which gives -1, or one more than an index. */
  optional(limit) {
    const value = this.u32();
    if (value > limit) throw malformed('index', this.at - 4);
    return value - 1;
  }

  text() {
    const length = this.u32();
    if (length > this.end - this.at) throw malformed('truncated', this.at);
    const bytes = this.file.subarray(this.at, this.at + length);
    const bad = illFormed(bytes);
    if (bad >= 0) throw malformed('string-utf8', this.at + bad);
    this.at += length;
    return bytes.toString('utf8');
  }

  done() {
    if (this.at < this.end) throw malformed('section-trailing', this.at);
  }
}

module.exports = { Cursor, illFormed };
