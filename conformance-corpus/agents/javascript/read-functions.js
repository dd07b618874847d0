'use strict';
// Section 5: functions and their constants, MOD-13a to MOD-13d.
const { malformed } = require('./errors');
const { signatureOrNone } = require('./read-types');
const { Float32, INT_MIN, INT_MAX, char, symbol } = require('./values');

const MOST_SLOTS = 256;
const MOST_UPVALUES = 256;
const MOST_FRAME = 65528;
const NAN_32 = 0x7FC00000;
const NAN_64 = 0x7FF8000000000000n;

const frameBytes = (slots, operands) => 8 * (slots + operands + 2);

function functions(cursor, module, nameOrNone) {
  const count = cursor.count(4, 24);
  let left = module.codeSize;
  for (let i = 0; i < count; i++) {
    const each = { index: i, module, name: nameOrNone(cursor, module), lines: [] };
    each.arity = cursor.u8();
    each.method = cursor.flag(1) === 1;
    each.slots = cursor.u16();
    if (each.slots < each.arity + 1 || each.slots > MOST_SLOTS) throw malformed('function-slots', cursor.at - 2);
    each.operands = cursor.u16();
    each.frameBytes = frameBytes(each.slots, each.operands);
    if (each.frameBytes > MOST_FRAME) throw malformed('function-frame', cursor.at - 2);
    each.upvalues = cursor.u16();
    if (each.upvalues > MOST_UPVALUES) throw malformed('function-upvalues', cursor.at - 2);
    each.signature = signatureOrNone(cursor, module);
    each.length = cursor.u32();
    if (each.length === 0 || each.length > left) throw malformed('function-code', cursor.at - 4);
    left -= each.length;
    each.constants = constants(cursor, module, count);
    module.functions.push(each);
  }
}

function constants(cursor, module, functionCount) {
  const list = [];
  for (let left = cursor.count(4, 5); left > 0; left--) {
    const tag = cursor.u8();
    const read = CONSTANTS[tag];
    if (!read) throw malformed('constant-tag', cursor.at - 1);
    list.push(read(cursor, module, functionCount));
  }
  return list;
}

/** By tag. `sort` is what an operand asks for (VERIFY-07), `value` what CONST pushes. */
const CONSTANTS = {
  1: (cursor) => {
    const value = BigInt.asIntN(64, cursor.u64());
    if (value < INT_MIN || value > INT_MAX) throw malformed('int-range', cursor.at - 8);
    return { sort: 'value', value };
  },
  2: (cursor) => {
    const bits = cursor.u32();
    if ((bits & 0x7FFFFFFF) > 0x7F800000 && bits !== NAN_32) throw malformed('float-nan', cursor.at - 4);
    return { sort: 'value', value: new Float32(cursor.file.readFloatBE(cursor.at - 4)) };
  },
  3: (cursor) => {
    const bits = cursor.u64();
    if ((bits & 0x7FFFFFFFFFFFFFFFn) > 0x7FF0000000000000n && bits !== NAN_64) throw malformed('float-nan', cursor.at - 8);
    return { sort: 'value', value: cursor.file.readDoubleBE(cursor.at - 8) };
  },
  4: (cursor) => {
    const scalar = cursor.u32();
    if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar <= 0xDFFF)) throw malformed('char-scalar', cursor.at - 4);
    return { sort: 'value', value: char(scalar) };
  },
  5: (cursor, module) => ({ sort: 'value', value: symbol(module.strings[cursor.index(module.strings.length)]) }),
  6: (cursor, module) => ({ sort: 'string', value: module.strings[cursor.index(module.strings.length)] }),
  7: (cursor, module, functionCount) => ({ sort: 'function', index: cursor.index(functionCount) }),
  8: (cursor, module) => ({ sort: 'type', index: cursor.index(module.types.length) }),
  9: (cursor, module) => ({ sort: 'import', index: cursor.index(module.imports.length) }),
};

module.exports = { functions };
