#!/usr/bin/env node
'use strict';
// A sample agent of the Jet conformance protocol: a bytecode machine in JavaScript. Here: lines in, lines out.
const { Refusal } = require('./errors');
const { operations } = require('./session');
const { become } = require('./wrong');

const MOST_BYTES = 1_048_576;
const LINE_FEED = 10;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const fault = (code) => ({ outcome: 'error', code, definite: true });

/** The request in a line, or the answer to a line that has none. */
function parse(bytes) {
  let request;
  try {
    request = JSON.parse(utf8.decode(bytes));
  } catch {
    return { answer: { id: null, ...fault('bad-line') } };
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    return { answer: { id: null, ...fault('bad-line') } };
  }
  const isLegal = Number.isSafeInteger(request.id) && request.id >= 0;
  return isLegal ? { request } : { answer: { id: null, ...fault('bad-request') } };
}

function serve(request) {
  const { op } = request;
  if (typeof op !== 'string' || op === '') return fault('bad-request');
  if (!Object.hasOwn(operations, op)) return { outcome: 'unsupported', feature: op };
  try {
    return { outcome: 'ok', value: operations[op](request) };
  } catch (end) {
    if (end instanceof Refusal) return end.answer;
    console.error(end);
    return { outcome: 'error', code: 'internal', definite: false };
  }
}

function send(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** @returns whether the session goes on */
function answerLine(bytes) {
  if (bytes.length > MOST_BYTES) {
    send({ id: null, ...fault('line-too-long') });
    return true;
  }
  const { request, answer } = parse(bytes);
  if (answer) {
    send(answer);
    return true;
  }
  const served = { id: request.id, ...serve(request) };
  const isTooLong = Buffer.byteLength(JSON.stringify(served)) > MOST_BYTES;
  send(isTooLong ? { id: request.id, ...fault('answer-too-long') } : served);
  return request.op !== 'bye' || served.outcome !== 'ok';
}

/** Cuts the input into lines; of one that is too long it keeps no more than shows that. */
function listen() {
  let parts = [];
  let length = 0;
  const keep = (bytes) => {
    if (length <= MOST_BYTES) parts.push(bytes);
    length += bytes.length;
  };
  process.stdin.on('data', (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, at));
      const goesOn = answerLine(Buffer.concat(parts));
      parts = [];
      length = 0;
      from = at + 1;
      if (!goesOn) {
        process.stdin.destroy();
        return;
      }
    }
    keep(chunk.subarray(from));
  });
  process.stdin.on('end', () => {
    if (length > 0) answerLine(Buffer.concat(parts));
  });
}

const [option, name, ...more] = process.argv.slice(2);
if (option === '--wrong' && name !== undefined && more.length === 0) become(name);
else if (option !== undefined) {
  console.error('usage: agent.js [--wrong NAME]');
  process.exit(64);
}
listen();
