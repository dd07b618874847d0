'use strict';
// Machines that are wrong about arrays, lists, slices, maps and captured variables.
const { JetArray, JetMap, List, Slice, checkedIndex, rules } = require('./aggregates');
const { Frame } = require('./frames');
const storage = require('./storage');
const utf8 = require('./utf8');
const { Variable, char } = require('./values');

const isIndex = ({ key }) => typeof key === 'bigint' && key >= 0n;
const ascending = (left, right) => Number(left.key - right.key);

const AGGREGATES = {
  'map-is-a-javascript-object': {
    clause: 'ISA-42',
    // Whole numbers come first, in ascending order.
    apply() {
      const { set } = JetMap.prototype;
      JetMap.prototype.set = function setAndSort(key, value) {
        set.call(this, key, value);
        const entries = [...this.entries.values()];
        const sorted = [...entries.filter(isIndex).sort(ascending), ...entries.filter((entry) => !isIndex(entry))];
        this.entries = new Map(sorted.map((entry) => [entry.key, entry]));
      };
    },
  },
  'assigned-key-comes-last': {
    clause: 'ISA-42',
    apply() {
      const { set } = JetMap.prototype;
      JetMap.prototype.set = function removeAndSet(key, value) {
        this.remove(key);
        set.call(this, key, value);
      };
    },
  },
  'int-and-float-are-one-key': {
    clause: 'ISA-42', apply() { rules.key = (key) => (typeof key === 'bigint' ? Number(key) : key); },
  },
  'missing-key-is-nil': {
    clause: 'ISA-29',
    apply() {
      const { get } = JetMap.prototype;
      JetMap.prototype.get = function getOrNil(key) { return this.has(key) ? get.call(this, key) : null; };
    },
  },
  'negative-index-from-the-end': {
    clause: 'ISA-29',
    apply() {
      for (const { prototype } of [JetArray, Slice, List]) {
        const { get } = prototype;
        prototype.get = function getFromTheEnd(index) {
          return get.call(this, index < 0n ? BigInt(this.length) + index : index);
        };
      }
    },
  },
  'small-elements-wrap': { clause: 'ISA-29', apply() { storage.rules.fitting = (int) => int; } },
  'strings-indexed-by-utf16': {
    clause: 'ISA-29',
    // Half of a surrogate pair is no character and is shown as one that replaces it.
    apply() {
      utf8.charAt = (text, index) => {
        const [first] = text.slice(checkedIndex(index, text.length)).toWellFormed();
        return char(first.codePointAt(0));
      };
    },
  },
  'lengths-by-utf16': { clause: 'ISA-40', apply() { utf8.length = (text) => text.length; } },
  'slice-copies-the-elements': {
    clause: 'ISA-41',
    apply() {
      const { slice } = JetArray.prototype;
      JetArray.prototype.slice = function sliceOfACopy(offset, count) {
        return slice.call(new JetArray(this.storage, this.elements.slice()), offset, count);
      };
    },
  },
  'slice-of-slice-from-the-start': {
    clause: 'ISA-41',
    apply() {
      const { slice } = Slice.prototype;
      Slice.prototype.slice = function sliceOfTheArray(offset, count) {
        const made = slice.call(this, offset, count);
        return new Slice(made.array, made.offset - this.offset, made.length);
      };
    },
  },
  'copy-goes-forward': {
    clause: 'ISA-41',
    apply() {
      rules.move = (from, first, to, there, count) => {
        for (let i = 0; i < count; i++) to[there + i] = from[first + i];
      };
    },
  },
  'closure-copies-its-variables': {
    clause: 'ISA-11', apply() { Frame.prototype.capture = function copy(slot) { return new Variable(this.local(slot)); }; },
  },
  'loop-shares-its-variable': { clause: 'ISA-31b', apply() { Frame.prototype.closeFrom = () => {}; } },
};

module.exports = { AGGREGATES };
