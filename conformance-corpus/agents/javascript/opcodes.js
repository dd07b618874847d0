'use strict';
// The table of instructions: chapter Instruction set, clause ISA-01 and the table of each family.
// A row: code, name, family, operands, stack effect. Operands are KIND:SIZE; `takes` counts the operands of the
// stack, and a count in the code (`+count`, twice, three times) comes on top of it.

const ROWS = `
00 NOP stack - 0 0
01 CONST constants constant:2 0 1
02 GET_GLOBAL variables name:2 0 1
03 SET_GLOBAL variables name:2 1 1
04 GET_LOCAL variables slot:1 0 1
05 SET_LOCAL variables slot:1 1 1
06 GET_UPVALUE closures upvalue:1 0 1
07 SET_UPVALUE closures upvalue:1 1 1
08 ADD arithmetic - 2 1
09 SUBTRACT arithmetic - 2 1
0A MULTIPLY arithmetic - 2 1
0B DIVIDE arithmetic - 2 1
0C MOD arithmetic - 2 1
0D NEGATE arithmetic - 1 1
0E NOT logic - 1 1
0F AND logic - 2 1
10 OR logic - 2 1
11 EQUAL comparison - 2 1
12 NE comparison - 2 1
13 LESS comparison - 2 1
14 LE comparison - 2 1
15 GREATER comparison - 2 1
16 GE comparison - 2 1
17 JUMP jumps forward:2 0 0
18 JUMP_IF_FALSE jumps forward:2 1 1
19 JUMP_IF_TRUE jumps forward:2 1 1
1A CALL calls count:1 1+1 1
1B RETURN calls - 1 0
1C PRINT debugging - 1 0
1D POP stack - 1 0
1E DUP stack - 1 2
1F SWAP stack - 2 2
20 NEW_ARRAY aggregates count:2 0+1 1
21 NEW_OBJECT classes - 0 1
22 GET_PROPERTY classes name:2,cache:2 1 1
23 SET_PROPERTY classes name:2,cache:2 2 1
24 GET_INDEX aggregates - 2 1
25 SET_INDEX aggregates - 3 1
26 CLOSURE closures function:2 0 1
27 CLASS classes name:2 0 1
28 METHOD classes name:2 2 1
29 INVOKE classes name:2,count:1,cache:2 1+1 1
2A SUPER_INVOKE classes name:2,count:1 2+1 1
2B INHERIT classes - 2 1
2C GET_SUPER classes name:2 2 1
2D HALT calls - 0 0
2E NIL constants - 0 1
2F TRUE constants - 0 1
30 FALSE constants - 0 1
31 LOOP jumps backward:2 0 0
32 CLOSE_UPVALUE closures - 1 0
33 DEFINE_GLOBAL variables name:2 1 0
34 CONST_W constants constant:4 0 1
35 JUMP_W jumps forward:4 0 0
36 JUMP_IF_FALSE_W jumps forward:4 1 1
37 JUMP_IF_TRUE_W jumps forward:4 1 1
38 LOOP_W jumps backward:4 0 0
39 GET_IMPORT variables import:2 0 1
3A WRAP_ADD arithmetic - 2 1
3B WRAP_SUBTRACT arithmetic - 2 1
3C WRAP_MULTIPLY arithmetic - 2 1
3D CONVERT arithmetic target:1 1 1
3E TAIL_CALL calls count:1 1+1 0
3F NEW_ARRAY_OF aggregates storage:1 1 1
40 NEW_LIST aggregates count:2 0+1 1
41 LIST_PUSH aggregates - 2 0
42 LIST_POP aggregates - 1 1
43 LENGTH aggregates - 1 1
44 SLICE aggregates - 3 1
45 ARRAY_COPY aggregates - 5 0
46 ARRAY_FILL aggregates - 4 0
47 NEW_MAP aggregates count:2 0+2 1
48 MAP_HAS aggregates - 2 1
49 MAP_REMOVE aggregates - 2 1
4A MAP_KEYS aggregates - 1 1
4B NEW_STRUCT structs struct:2 0 1
4C GET_FIELD structs struct:2,field:2 1 1
4D SET_FIELD structs struct:2,field:2 2 1
4E COMPARE_STRINGS comparison - 2 1
4F CALL_INTERFACE traits interface:2,method:2,count:1,cache:2 1+1 1
50 NEW_TRAIT traits interface:2 1 1
51 CALL_TRAIT traits method:2,count:1 1+1 1
52 CAST traits struct:2 1 1
53 IS_TYPE traits type:2 1 1
54 TYPE_NAME traits - 1 1
55 PUSH_RECOVER unwinding forward:2 0 0
56 POP_RECOVER unwinding - 0 0
57 PUSH_CLEANUP unwinding - 1 0
58 POP_CLEANUP unwinding flag:1 0 0
59 PANIC unwinding - 1 0
5A PERFORM effects name:2,count:1 0+1 1
5B PUSH_HANDLER effects name:2 1 0
5C POP_HANDLER effects - 0 0
5D RESUME effects - 2 1
5E SPAWN tasks count:1 1+1 1
5F JOIN tasks - 1 1
60 YIELD tasks - 0 0
61 CANCEL cancellation - 1 0
62 ENTER_SCOPE scopes - 0 0
63 LEAVE_SCOPE scopes - 0 0
64 NEW_CHANNEL channels - 1 1
65 SEND channels - 2 1
66 RECEIVE channels - 1 2
67 TRY_SEND channels - 2 1
68 TRY_RECEIVE channels - 1 2
69 CLOSE_CHANNEL channels - 1 1
6A SELECT select count:1,flag:1 0+3 3
6B CALL_FOREIGN foreign import:2,count:1 0+1 1
6C BREAKPOINT debugging - 0 0
6D PROFILE debugging number:2 0 0
6E CLOSE_LOCALS closures slot:1 0 0
6F TAIL_RESUME effects - 2 0
7F EXT debugging extension:1 0 0
80 CONST_0 short - 0 1
81 CONST_1 short - 0 1
82 GET_LOCAL_0 short - 0 1
83 GET_LOCAL_1 short - 0 1
84 GET_LOCAL_2 short - 0 1
85 GET_LOCAL_3 short - 0 1
86 ADD_CONST short constant:2 1 1
`;

// Optional by ISA-37: they are verified, and answered `unsupported` when they are reached.
const LATER = new Set(['tasks', 'cancellation', 'scopes', 'channels', 'select', 'foreign']);
const LEAVES = new Set(['JUMP', 'JUMP_W', 'LOOP', 'LOOP_W', 'RETURN', 'TAIL_CALL', 'TAIL_RESUME', 'HALT', 'PANIC']);

function row(line) {
  const [hex, name, family, operands, effect, leaves] = line.split(' ');
  const [takes, perCount = '0'] = effect.split('+');
  const fields = operands === '-' ? [] : operands.split(',').map((text) => {
    const [kind, size] = text.split(':');
    return { kind, size: Number(size) };
  });
  return {
    code: parseInt(hex, 16), name, family, fields, takes: Number(takes), perCount: Number(perCount), leaves: Number(leaves),
    length: 1 + fields.reduce((sum, field) => sum + field.size, 0), goesOn: !LEAVES.has(name), later: LATER.has(family),
    slot: name.startsWith('GET_LOCAL_') ? Number(name.at(-1)) : -1,
  };
}

const byCode = new Array(256).fill(null);
const code = {};
for (const line of ROWS.trim().split('\n')) {
  const opcode = row(line);
  byCode[opcode.code] = opcode;
  code[opcode.name] = opcode.code;
}

/** Operand `index` of the instruction at `at`, big-endian without sign (ISA-03). */
function operand(bytes, at, opcode, index) {
  let place = at + 1;
  for (let i = 0; i < index; i++) place += opcode.fields[i].size;
  return bytes.readUIntBE(place, opcode.fields[index].size);
}

module.exports = { byCode, code, operand };
