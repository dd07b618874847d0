'use strict';
// What a run has written, and the limit of it (INTERP-15): bytes as the answer will hold them.
const { Exhausted } = require('./errors');

class Output {
  constructor(limit) {
    this.stdout = [];
    this.stderr = [];
    this.left = limit;
  }

  print(text) {
    this.emit(this.stdout, text);
  }

  /** A line about an instruction that comes next (DBG-12). */
  trace(line) {
    this.emit(this.stderr, line);
  }

  /** The runtime's own words at the end of a run. There are few, so they are not counted. */
  report(lines) {
    this.stderr.push(...lines);
  }

  emit(stream, text) {
    const bytes = Buffer.byteLength(JSON.stringify(text)) - 2;
    if (bytes > this.left) throw new Exhausted('output');
    this.left -= bytes;
    stream.push(text);
  }
}

module.exports = { Output };
