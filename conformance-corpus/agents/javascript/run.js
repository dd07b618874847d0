#!/usr/bin/env node
'use strict';
// Runs a program as a process (chapters Start-up and the end of the process, The end of a run): node run.js MODULE [ARGUMENT...]
const fs = require('node:fs');
const { Refusal } = require('./errors');
const { link } = require('./link');
const { Machine } = require('./machine');
const { Output } = require('./output');
const { FAMILIES, entryOf } = require('./session');

const STATUS = { notLoaded: 1, notWritten: 1, option: 2, usage: 64, internal: 70, panic: 101, secondPanic: 134 };
const STDOUT = 1;
const STDERR = 2;
const BUFFERED_BYTES = 65_536;

/** Writes all of it, also where a pipe is full and does not wait. */
function writeAll(descriptor, bytes) {
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function say(text) {
  writeAll(STDERR, Buffer.from(text));
}

/** Standard output is written before anything is to standard error, and at the end; there is no limit. */
class ProcessOutput extends Output {
  constructor() {
    super(Infinity);
    this.waiting = 0;
    this.failure = null;
  }

  print(text) {
    this.stdout.push(text);
    this.waiting += text.length;
    if (this.waiting >= BUFFERED_BYTES) this.flush();
  }

  report(lines) {
    this.flush();
    say(lines.join(''));
  }

  /** The program goes on if it cannot be written (EXIT-08). */
  flush() {
    const bytes = Buffer.from(this.stdout.join(''));
    this.stdout = [];
    this.waiting = 0;
    try {
      writeAll(STDOUT, bytes);
    } catch (error) {
      this.failure ??= error;
    }
  }
}

/** BOOT-09a, BOOT-09b. This machine has no options, so any is unknown (BOOT-10). */
function argumentsOf(words) {
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  const option = before.find((word) => word.startsWith('--jet-'));
  return { option, args: end < 0 ? words : [...before, ...words.slice(end + 1)] };
}

/** The program of a file, or null: what cannot be loaded, or needs more than this machine has, is told (BOOT-16). */
function load(path) {
  try {
    const modules = link(fs.readFileSync(path), [], FAMILIES);
    return { modules, entry: entryOf(modules[0].module) };
  } catch (error) {
    const isExpected = error instanceof Refusal || error.syscall !== undefined;
    if (!isExpected) throw error;
    say(`${path}: ${error.message}\n`);
    return null;
  }
}

/** BOOT-12, BOOT-14, PANIC-14, PANIC-06 */
function statusOf(machine, { status, result }) {
  if (status === 'panic') return machine.isOver ? STATUS.secondPanic : STATUS.panic;
  return status === 'returned' && typeof result === 'bigint' ? Number(BigInt.asUintN(8, result)) : 0;
}

function statusAfter(machine, entry, args) {
  try {
    return statusOf(machine, machine.run(entry, args));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`the program needs what this machine does not have: ${error.answer.feature}\n`);
    return STATUS.internal;
  }
}

function run(path, words) {
  const { option, args } = argumentsOf(words);
  if (option !== undefined) {
    say(`unknown option ${option}\n`);
    return STATUS.option;
  }
  const program = load(path);
  if (program === null) return STATUS.notLoaded;
  const output = new ProcessOutput();
  const machine = new Machine(program.modules, {}, false, output);
  const status = statusAfter(machine, program.entry, args);
  output.flush();
  if (output.failure === null) return status;
  say(`standard output: ${output.failure.message}\n`);
  return status || STATUS.notWritten;
}

const [path, ...words] = process.argv.slice(2);
if (path === undefined) {
  say('usage: run.js MODULE [ARGUMENT...]\n');
  process.exitCode = STATUS.usage;
} else {
  try {
    process.exitCode = run(path, words);
  } catch (error) {
    say(`${error.stack}\n`);
    process.exitCode = STATUS.internal;
  }
}
