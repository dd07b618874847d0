'use strict';
// Where a program is, in its own words: DBG-01 and DBG-04.

/** Frames of a panic that standard error shows; the answer's trace has them all. */
const SHOWN_FRAMES = 20;
const MOST_MESSAGE = 10_000;

/** The trace of the frames that there are, the innermost first. */
function traceOf({ frames }) {
  return frames.map((frame) => place(frame.code, frame.at)).reverse();
}

/** An entry of a trace: line and column of the last mapping that is not behind the offset. */
function place(code, offset) {
  const { module } = code;
  const entry = { function: code.name ?? '<script>', module: module.name, offset };
  const mapping = code.lines.findLast((each) => each.offset <= offset);
  if (module.source !== null) entry.file = module.source;
  if (mapping) entry.line = mapping.line;
  if (mapping && mapping.column > 0) entry.column = mapping.column;
  return entry;
}

/** A message as an answer tells it: the program may make one that is too long for a line of the protocol. */
function shortened(message) {
  return message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE).toWellFormed()}...` : message;
}

/** The lines for standard error. */
function shownPanic({ code, message, trace }) {
  const lines = [`panic: ${code}: ${shortened(message)}\n`];
  for (const each of trace.slice(0, SHOWN_FRAMES)) {
    const line = each.line === undefined ? '' : `:${each.line}`;
    lines.push(`  at ${each.function} (${each.file ?? each.module}${line})\n`);
  }
  return lines;
}

module.exports = { traceOf, shownPanic, shortened };
