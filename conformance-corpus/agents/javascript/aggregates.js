'use strict';
// Arrays, lists, slices and maps (ISA-40 to ISA-42, chapter Layout). A variant (wrong.js) replaces a function of `rules`.
const { Panic } = require('./errors');
const { REF } = require('./storage');
const { Char, Sym, kindOf } = require('./values');

/** Above this many bytes of elements this machine makes no object; those that fit are made by JavaScript's own heap. */
const MOST_BYTES = 128 * 1024 * 1024;
/** The payload of an array store holds 32 bits of bytes, of which eight are length and capacity (ARR-05). */
const MOST_ELEMENT_BYTES = 2n ** 32n - 1n - 8n;

const rules = {
  /** What stands for a key in a JavaScript map, which tells a BigInt from a number, and takes 0 and -0 for one. */
  key: (key) => key,
  /** Elements as they are before the first is written (ARR-04b): both windows may overlap. */
  move(from, first, to, there, count) {
    const moved = from.slice(first, first + count);
    for (let i = 0; i < count; i++) to[there + i] = moved[i];
  },
};

/** An index below the length, or a panic (ARR-04). */
function checkedIndex(index, length) {
  if (typeof index !== 'bigint') throw new Panic('type', `${kindOf(index)} as an index`);
  if (index < 0n || index >= BigInt(length)) throw new Panic('bounds', `index ${index}, length ${length}`);
  return Number(index);
}

function checkInts(...numbers) {
  const other = numbers.find((number) => typeof number !== 'bigint');
  if (other !== undefined) throw new Panic('type', `${kindOf(other)} as an offset or count`);
}

/** Offset and count of a window that lies inside of the length, or a panic (ARR-08). */
function checkedWindow(offset, count, length) {
  checkInts(offset, count);
  const most = BigInt(length);
  if (offset < 0n || offset > most || count < 0n || count > most - offset) {
    throw new Panic('bounds', `${count} elements from ${offset} on, length ${length}`);
  }
  return [Number(offset), Number(count)];
}

/** An array store: a fixed number of elements of one storage class. */
class JetArray {
  constructor(storage, elements) {
    this.storage = storage;
    this.elements = elements;
  }

  /** Zero, or nil, in every element (ARR-03b). */
  static ofLength(storage, length) {
    if (typeof length !== 'bigint') throw new Panic('type', `${kindOf(length)} as a length`);
    if (length < 0n) throw new Panic('bounds', `length ${length}`);
    if (length > MOST_ELEMENT_BYTES / BigInt(storage.bytes)) {
      throw new Panic('capacity-overflow', `${length} elements of class ${storage.name}`);
    }
    if (Number(length) * storage.bytes > MOST_BYTES) throw new Panic('out-of-memory', `${length} elements`);
    return new JetArray(storage, storage.make(Number(length)));
  }

  get kind() { return 'array'; }

  get type() { return 'Array'; }

  get length() { return this.elements.length; }

  at(place) { return this.storage.load(this.elements[place]); }

  get(index) { return this.at(checkedIndex(index, this.length)); }

  set(index, value) {
    const place = checkedIndex(index, this.length);
    this.elements[place] = this.storage.store(value);
  }

  slice(offset, count) {
    return new Slice(this, ...checkedWindow(offset, count, this.length));
  }

  /** Everything that is a panic `type` is looked at first: the clause does not say which of two panics it is. */
  copyFrom(source, at, there, count) {
    checkInts(at, there, count);
    if (source.storage !== this.storage) throw new Panic('type', `${source.storage.name} into ${this.storage.name}`);
    const [first, number] = checkedWindow(at, count, source.length);
    const [target] = checkedWindow(there, count, this.length);
    rules.move(source.elements, first, this.elements, target, number);
  }

  fill(from, count, value) {
    const [first, number] = checkedWindow(from, count, this.length);
    this.elements.fill(this.storage.store(value), first, first + number);
  }
}

/** A window on an array. It has no elements of its own (ARR-07). */
class Slice {
  constructor(array, offset, length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  get kind() { return 'slice'; }

  get type() { return 'Slice'; }

  at(place) { return this.array.at(this.offset + place); }

  get(index) { return this.at(checkedIndex(index, this.length)); }

  set(index, value) {
    const place = this.offset + checkedIndex(index, this.length);
    this.array.elements[place] = this.array.storage.store(value);
  }

  slice(offset, count) {
    const [first, number] = checkedWindow(offset, count, this.length);
    return new Slice(this.array, this.offset + first, number);
  }
}

/** An array that grows: ARR-10, ARR-11. */
class List {
  constructor(elements) { this.elements = elements; }

  get kind() { return 'list'; }

  get type() { return 'List'; }

  get length() { return this.elements.length; }

  at(place) { return this.elements[place]; }

  get(index) { return this.at(checkedIndex(index, this.length)); }

  set(index, value) { this.elements[checkedIndex(index, this.length)] = value; }

  push(value) {
    if (this.length * REF.bytes >= MOST_BYTES) throw new Panic('out-of-memory', 'a list that this machine cannot hold');
    this.elements.push(value);
  }

  pop() {
    if (this.length === 0) throw new Panic('bounds', 'the list is empty');
    return this.elements.pop();
  }
}

/** Keys in the order in which they came, as a JavaScript map has them. */
class JetMap {
  constructor() { this.entries = new Map(); }

  get kind() { return 'map'; }

  get type() { return 'Map'; }

  get length() { return this.entries.size; }

  get(key) {
    const held = this.entries.get(keyOf(key));
    if (held === undefined) throw new Panic('key', 'the map does not have this key');
    return held.value;
  }

  set(key, value) {
    const known = keyOf(key);
    const held = this.entries.get(known);
    if (held === undefined) this.entries.set(known, { key, value });
    else held.value = value;
  }

  has(key) { return this.entries.has(keyOf(key)); }

  remove(key) {
    const known = keyOf(key);
    const held = this.entries.get(known);
    this.entries.delete(known);
    return held === undefined ? null : held.value;
  }

  keys() { return Array.from(this.entries.values(), ({ key }) => key); }
}

/** Kinds that are keys, and of float64 no NaN (ISA-42). */
function keyOf(key) {
  const isKey = key === null || (typeof key !== 'object' && !Number.isNaN(key)) || key instanceof Char || key instanceof Sym;
  if (!isKey) throw new Panic('type', `${kindOf(key)} as a key`);
  return rules.key(key);
}

module.exports = { JetArray, Slice, List, JetMap, checkedIndex, checkedWindow, rules };
