'use strict';
// The line of an instruction as a disassembler writes it (DBG-02, ASM-03), for a run that is watched (DBG-12).
const { TARGETS } = require('./arithmetic');
const { byCode, operand } = require('./opcodes');
const { CLASSES } = require('./storage');
const text = require('./text');
const { Char, Float32, Sym } = require('./values');

const ESCAPES = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\0': '\\0', '\\': '\\\\' };
const WORD = /^[A-Za-z_][A-Za-z0-9_]*$/;

function traceLine(code, at) {
  return `${code.name ?? '<script>'} ${line(code, at)}\n`;
}

function line(code, at) {
  const opcode = byCode[code.code[at]];
  const operands = opcode.fields.map(({ kind }, index) => {
    const value = operand(code.code, at, opcode, index);
    return ` ${operandText(code, kind, value, at + opcode.length)}`;
  });
  const captures = code.plan[at].captures.map(({ isLocal, index }) => ` ${isLocal ? 'local' : 'upvalue'} ${index}`);
  return `${offset(at)}: ${opcode.name}${operands.join('')}${captures.join(',')}`;
}

/** At least four digits, the first of them one of 0 to 9. */
function offset(at) {
  const digits = at.toString(16).padStart(4, '0');
  return /^[0-9]/.test(digits) ? digits : `0${digits}`;
}

function operandText(code, kind, value, next) {
  switch (kind) {
    case 'constant': case 'name': case 'function': case 'import': return `${value} (${constantText(code, value)})`;
    case 'forward': return `${value} (${offset(next + value)})`;
    case 'backward': return `${value} (${offset(next - value)})`;
    case 'target': return TARGETS[value];
    case 'storage': return CLASSES[value].name;
    default: return String(value);
  }
}

function constantText({ constants, module }, index) {
  const { sort, value, index: target } = constants[index];
  if (sort === 'function') return `@${functionName(module, target)}`;
  if (sort === 'import') {
    const { from, name } = module.imports[target];
    return `%${quoted(from, '"')}.${quoted(name, '"')}`;
  }
  if (typeof value === 'string') return quoted(value, '"');
  if (value instanceof Char) return quoted(String.fromCodePoint(value.scalar), "'");
  if (value instanceof Sym) return `#${WORD.test(value.text) ? value.text : quoted(value.text, '"')}`;
  return text.of(value) + (value instanceof Float32 ? 'f' : '');
}

function functionName({ functions }, index) {
  const { name } = functions[index];
  if (name === null || functions.filter((each) => each.name === name).length > 1) return `#${index}`;
  return WORD.test(name) ? name : quoted(name, '"');
}

/** Characters outside of printable ASCII by their number, in lower case. */
function quoted(content, quote) {
  const escaped = Array.from(content, (character) => {
    if (character === quote) return `\\${quote}`;
    if (ESCAPES[character]) return ESCAPES[character];
    return character >= ' ' && character <= '~' ? character : `\\u{${character.codePointAt(0).toString(16)}}`;
  });
  return quote + escaped.join('') + quote;
}

module.exports = { traceLine };
