'use strict';
// Arrays, lists, slices, maps, and strings by their bytes.
const { JetArray, JetMap, List, Slice } = require('./aggregates');
const { Panic } = require('./errors');
const { define, two, unary } = require('./instruction-table');
const { CLASSES, REF } = require('./storage');
const utf8 = require('./utf8');
const { kindOf } = require('./values');

const INDEXED = [JetArray, Slice, List, JetMap];

/** The object if it is of one of the classes that an instruction takes. */
function taken(value, ...classes) {
  if (classes.some((each) => value instanceof each)) return value;
  throw new Panic('type', `${kindOf(value)} in the place of ${classes.map(({ prototype }) => prototype.kind).join(' or ')}`);
}

/** Takes the upper operands off the stack, the deepest first. */
function pop({ operands }, count) {
  return operands.splice(operands.length - count, count);
}

// Making them.
define('NEW_ARRAY', (frame, count) => frame.operands.push(new JetArray(REF, pop(frame, count))));
define('NEW_ARRAY_OF', ({ operands }, storage) => operands.push(JetArray.ofLength(CLASSES[storage], operands.pop())));
define('NEW_LIST', (frame, count) => frame.operands.push(new List(pop(frame, count))));
define('NEW_MAP', (frame, count) => {
  const pairs = pop(frame, 2 * count);
  const map = new JetMap();
  for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
  frame.operands.push(map);
});

// Elements.
unary('LENGTH', (object) => BigInt(typeof object === 'string' ? utf8.length(object) : taken(object, ...INDEXED).length));
two('GET_INDEX', (object, index) => (
  typeof object === 'string' ? utf8.charAt(object, index) : taken(object, ...INDEXED).get(index)));
define('SET_INDEX', (frame) => {
  const [object, index, value] = pop(frame, 3);
  taken(object, ...INDEXED).set(index, value);
  frame.operands.push(value);
});
define('LIST_PUSH', (frame) => {
  const [list, value] = pop(frame, 2);
  taken(list, List).push(value);
});
unary('LIST_POP', (list) => taken(list, List).pop());

// Parts.
define('SLICE', (frame) => {
  const [object, offset, count] = pop(frame, 3);
  frame.operands.push(typeof object === 'string'
    ? utf8.cut(object, offset, count)
    : taken(object, JetArray, Slice).slice(offset, count));
});
define('ARRAY_COPY', (frame) => {
  const [from, at, to, there, count] = pop(frame, 5);
  taken(to, JetArray).copyFrom(taken(from, JetArray), at, there, count);
});
define('ARRAY_FILL', (frame) => {
  const [array, from, count, value] = pop(frame, 4);
  taken(array, JetArray).fill(from, count, value);
});

// Keys.
two('MAP_HAS', (map, key) => taken(map, JetMap).has(key));
two('MAP_REMOVE', (map, key) => taken(map, JetMap).remove(key));
unary('MAP_KEYS', (map) => new JetArray(REF, taken(map, JetMap).keys()));
