'use strict';
// Section 3, and what refers to it: MOD-12a to MOD-12c.
const { malformed } = require('./errors');

const SIGNATURE = 0;
const STRUCT = 1;
const INTERFACE = 2;
const BUILT_IN = 64;
const STORAGE_CLASSES = 13;

/**
 * A type of the module at `index` has to be of one of `kinds`. While section 3 is read the type may come later, so the
 * check waits in `module.pending` until the last one is there.
 */
function wanted(module, index, kinds, at) {
  const check = () => {
    if (!kinds.includes(module.types[index].kind)) throw malformed('type-kind', at);
  };
  if (module.pending) module.pending.push(check);
  else check();
}

function typeCount(module) {
  return module.pending ? module.typeCount : module.types.length;
}

/** 0 for any, 1 to 63 built-in, 64 + i for a struct or interface of the module. */
function typeReference(cursor, module) {
  const reference = cursor.u32();
  if (reference < BUILT_IN) return reference;
  if (reference - BUILT_IN >= typeCount(module)) throw malformed('index', cursor.at - 4);
  wanted(module, reference - BUILT_IN, [STRUCT, INTERFACE], cursor.at - 4);
  return reference;
}

/** A signature that may be missing: -1 then. */
function signatureOrNone(cursor, module) {
  const index = cursor.optional(typeCount(module));
  if (index >= 0) wanted(module, index, [SIGNATURE], cursor.at - 4);
  return index;
}

function signature(cursor, module) {
  const parameters = [];
  for (let left = cursor.u8(); left > 0; left--) parameters.push(typeReference(cursor, module));
  return { kind: SIGNATURE, parameters, result: typeReference(cursor, module) };
}

function typeName(cursor, module, names) {
  const at = cursor.at;
  const name = module.strings[cursor.index(module.strings.length)];
  if (names.has(name)) throw malformed('type-duplicate', at);
  names.add(name);
  return name;
}

function struct(cursor, module, names) {
  const type = { kind: STRUCT, name: typeName(cursor, module, names), fields: [], methods: [], interfaces: [] };
  type.representation = cursor.flag(3);
  type.alignment = cursor.u16();
  for (let left = cursor.count(2, 6); left > 0; left--) {
    const name = module.strings[cursor.index(module.strings.length)];
    type.fields.push({ name, storage: cursor.flag(STORAGE_CLASSES - 1), constant: cursor.flag(1) === 1 });
  }
  for (let left = cursor.count(2, 12); left > 0; left--) {
    const name = module.strings[cursor.index(module.strings.length)];
    type.methods.push({ name, function: cursor.index(module.functionCount), signature: signatureOrNone(cursor, module) });
  }
  for (let left = cursor.count(2, 6); left > 0; left--) type.interfaces.push(implementation(cursor, module, type));
  type.drop = cursor.optional(module.functionCount);
  return type;
}

function implementation(cursor, module, type) {
  const index = cursor.index(typeCount(module));
  wanted(module, index, [INTERFACE], cursor.at - 4);
  const methods = [];
  for (let left = cursor.count(2, 2); left > 0; left--) {
    const method = cursor.u16();
    if (method >= type.methods.length) throw malformed('index', cursor.at - 2);
    methods.push(method);
  }
  return { index, methods };
}

function interfaceType(cursor, module, names) {
  const type = { kind: INTERFACE, name: typeName(cursor, module, names), methods: [] };
  for (let left = cursor.count(2, 8); left > 0; left--) {
    const name = module.strings[cursor.index(module.strings.length)];
    type.methods.push({ name, signature: signatureOrNone(cursor, module) });
  }
  return type;
}

function types(cursor, module) {
  const count = cursor.count(4, 6);
  const names = new Set();
  module.pending = [];
  module.typeCount = count;
  for (let i = 0; i < count; i++) {
    const kind = cursor.flag(INTERFACE);
    const read = [signature, struct, interfaceType][kind];
    module.types.push(read(cursor, module, names));
  }
  const pending = module.pending;
  module.pending = null;
  for (const check of pending) check();
  return count;
}

module.exports = { types, typeReference, signatureOrNone, STRUCT, INTERFACE, STORAGE_CLASSES, BUILT_IN };
