'use strict';
// Where a program is, in its own words: DBG-01 and DBG-04.

/** Of a longer trace standard error shows the first and the last half of so many frames (PANIC-14); the answer has them all. */
const SHOWN_FRAMES = 100;
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
function shownPanic({ message, trace }) {
  const lines = trace.map((each) => {
    const line = each.line === undefined ? '' : `:${each.line}`;
    return `  at ${each.function} (${each.file ?? each.module}${line})\n`;
  });
  const more = lines.length - SHOWN_FRAMES;
  if (more > 0) lines.splice(SHOWN_FRAMES / 2, more, `  ... ${more} frames\n`);
  return [`panic: ${shortened(message)}\n`, ...lines];
}

module.exports = { traceOf, shownPanic, shortened };
