'use strict';
// Strings by their bytes in UTF-8 (ISA-29, ISA-40, ISA-41), which JavaScript's strings do not have.
const { checkedIndex, checkedWindow } = require('./aggregates');
const { Panic } = require('./errors');
const { char } = require('./values');

/** The string that was looked into last, and its bytes: programs go through a string character by character. */
let last = { text: '', bytes: Buffer.alloc(0) };

function bytesOf(text) {
  if (last.text !== text) last = { text, bytes: Buffer.from(text, 'utf8') };
  return last.bytes;
}

const isInside = (bytes, at) => at < bytes.length && (bytes[at] & 0xC0) === 0x80;

const utf8 = {
  length: (text) => Buffer.byteLength(text, 'utf8'),

  /** The character that begins at a byte. */
  charAt(text, index) {
    const bytes = bytesOf(text);
    const at = checkedIndex(index, bytes.length);
    if (isInside(bytes, at)) throw new Panic('char-boundary', `byte ${at} is inside of a character`);
    let end = at + 1;
    while (isInside(bytes, end)) end++;
    return char(bytes.toString('utf8', at, end).codePointAt(0));
  },

  cut(text, offset, count) {
    const bytes = bytesOf(text);
    const [first, number] = checkedWindow(offset, count, bytes.length);
    for (const end of [first, first + number]) {
      if (isInside(bytes, end)) throw new Panic('char-boundary', `byte ${end} is inside of a character`);
    }
    return bytes.toString('utf8', first, first + number);
  },
};

module.exports = utf8;
