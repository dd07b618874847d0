package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.object.HeapArrays;
import dev.jetvm.runtime.object.HeapLists;
import dev.jetvm.runtime.object.HeapMaps;
import dev.jetvm.runtime.object.HeapSlices;
import dev.jetvm.runtime.object.HeapStrings;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.text.Utf8;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Operations on arrays, slices, lists, maps and the bytes of strings. Operands remain on the operand stack while a
 * result is allocated.
 *
 * @spec ISA-26
 * @spec ISA-29
 * @spec ISA-40
 * @spec ISA-41
 * @spec ISA-42
 */
@PerMutator
final class Aggregates {
    private final Values values;
    private final ValueModel model;
    private final Mutator mutator;
    final HeapArrays arrays;
    final HeapSlices slices;
    final HeapLists lists;
    final HeapMaps maps;
    final HeapStrings strings;

    Aggregates(Values values, Mutator mutator) {
        this.values = values;
        this.model = values.model;
        this.mutator = mutator;
        this.arrays = new HeapArrays(model, mutator);
        this.slices = new HeapSlices(model, mutator);
        this.lists = new HeapLists(model, mutator);
        this.maps = new HeapMaps(model, mutator);
        this.strings = new HeapStrings(model, mutator);
    }

    private static PanicException type(String message) {
        return new PanicException(PanicCode.TYPE, message);
    }

    /** Returns the number of an operand that must be an int. @throws PanicException {@code type} */
    long index(long word) {
        if (!values.isInt(word)) {
            throw type("an int is wanted here");
        }
        return values.intOf(word);
    }

    // --- creation ---

    /** Creates an array from operands. A safepoint. @param first index of the first element on the stack */
    long newArray(long[] s, int first, int count) {
        long array = arrays.create(StorageClass.REF, count, count);
        return fill(array, s, first, count);
    }

    private long fill(long array, long[] s, int first, int count) {
        int kept = mutator.keep(model.reference(array));
        try {
            for (int k = 0; k < count; k++) {
                arrays.set(model.address(mutator.kept(kept)), k, s[first + k]);
            }
            return mutator.kept(kept);
        } finally {
            mutator.release(kept);
        }
    }

    /**
     * Creates an array of a storage class, given by its ordinal. A safepoint.
     *
     * @throws PanicException {@code type}, {@code bounds}, {@code capacity-overflow}
     */
    long newArrayOf(int storage, long length) {
        long count = index(length);
        if (count < 0) {
            throw new PanicException(PanicCode.BOUNDS, "an array of " + count + " elements");
        }
        if (count > Integer.toUnsignedLong(-1)) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW, "an array of " + count + " elements");
        }
        try {
            return model.reference(arrays.create(StorageClass.values()[storage], count, count));
        } catch (dev.jetvm.runtime.panic.RejectException e) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW, String.valueOf(e.getMessage()));
        }
    }

    /** Creates a list from operands. A safepoint. */
    long newList(long[] s, int first, int count) {
        int list = mutator.keep(model.reference(lists.create(StorageClass.REF, Math.max(count, 4))));
        int value = mutator.keep(model.nil());
        try {
            for (int k = 0; k < count; k++) {
                mutator.setKept(value, s[first + k]);
                lists.push(list, value);
            }
            return mutator.kept(list);
        } finally {
            mutator.release(list);
        }
    }

    /** Creates a map from pairs of operands, each a key and a value. A safepoint. */
    long newMap(long[] s, int first, int pairs) {
        int map = mutator.keep(model.reference(maps.create()));
        int key = mutator.keep(model.nil());
        int value = mutator.keep(model.nil());
        try {
            for (int k = 0; k < pairs; k++) {
                mutator.setKept(key, s[first + 2 * k]);
                mutator.setKept(value, s[first + 2 * k + 1]);
                maps.set(map, key, value);
            }
            return mutator.kept(map);
        } finally {
            mutator.release(map);
        }
    }

    // --- elements ---

    /** Returns the element at an index, or the value of a key. A safepoint if the element must be boxed. */
    long get(long object, long index) {
        int type = values.typeOf(object);
        if (type == BuiltinType.ARRAY.id()) {
            return arrays.get(values.address(object), index(index));
        }
        if (type == BuiltinType.LIST.id()) {
            return lists.get(values.address(object), index(index));
        }
        if (type == BuiltinType.MAP.id()) {
            return maps.get(values.address(object), index);
        }
        if (type == BuiltinType.SLICE.id()) {
            return slices.get(values.address(object), index(index));
        }
        if (strings.isString(object)) {
            return charAt(object, index(index));
        }
        throw type("the value has no elements");
    }

    private long charAt(long string, long offset) {
        if (offset < 0 || offset >= strings.length(string)) {
            throw new PanicException(PanicCode.BOUNDS, "byte %d of %d".formatted(offset, strings.length(string)));
        }
        return model.toWord(new Value.Char(strings.scalarAt(string, offset)), mutator);
    }

    /**
     * Replaces an element. A safepoint.
     *
     * @param place index of the object on the stack; the index and the value follow it
     */
    void set(long[] s, int place) {
        int type = values.typeOf(s[place]);
        if (type == BuiltinType.ARRAY.id()) {
            arrays.set(values.address(s[place]), index(s[place + 1]), s[place + 2]);
        } else if (type == BuiltinType.LIST.id()) {
            lists.set(values.address(s[place]), index(s[place + 1]), s[place + 2]);
        } else if (type == BuiltinType.SLICE.id()) {
            slices.set(values.address(s[place]), index(s[place + 1]), s[place + 2]);
        } else if (type == BuiltinType.MAP.id()) {
            int map = mutator.keep(s[place]);
            mutator.keep(s[place + 1]);
            mutator.keep(s[place + 2]);
            try {
                maps.set(map, map + 1, map + 2);
            } finally {
                mutator.release(map);
            }
        } else {
            throw type(strings.isString(s[place]) ? "a string does not change" : "the value has no elements");
        }
    }

    long length(long object) {
        int type = values.typeOf(object);
        if (type == BuiltinType.ARRAY.id()) {
            return arrays.length(values.address(object));
        }
        if (type == BuiltinType.LIST.id()) {
            return lists.length(values.address(object));
        }
        if (type == BuiltinType.SLICE.id()) {
            return slices.length(values.address(object));
        }
        if (type == BuiltinType.MAP.id()) {
            return maps.length(values.address(object));
        }
        if (strings.isString(object)) {
            return strings.length(object);
        }
        throw type("the value has no length");
    }

    /** Appends an element to a list. A safepoint. */
    void push(long[] s, int place) {
        lists.require(s[place]);
        int list = mutator.keep(s[place]);
        int value = mutator.keep(s[place + 1]);
        try {
            lists.push(list, value);
        } finally {
            mutator.release(list);
        }
    }

    /** Removes the last element of a list and returns it. A safepoint. */
    long pop(long object) {
        lists.require(object);
        int list = mutator.keep(object);
        try {
            return lists.pop(list);
        } finally {
            mutator.release(list);
        }
    }

    /** Creates a slice of an array or slice, or a substring. A safepoint. */
    long slice(long object, long offset, long count) {
        long from = index(offset);
        long length = index(count);
        int kept = mutator.keep(object);
        try {
            if (values.is(object, BuiltinType.ARRAY)) {
                return model.reference(slices.create(kept, from, length));
            }
            if (values.is(object, BuiltinType.SLICE)) {
                return model.reference(slices.cut(kept, from, length));
            }
            if (strings.isString(object)) {
                return strings.cut(kept, from, length);
            }
            throw type("only arrays, slices and strings have parts");
        } finally {
            mutator.release(kept);
        }
    }

    /** @param place index of the five operands on the stack */
    void copy(long[] s, int place) {
        arrays.copy(arrays.require(s[place]), index(s[place + 1]), arrays.require(s[place + 2]), index(s[place + 3]),
                index(s[place + 4]));
    }

    /** @param place index of the four operands on the stack */
    void fillArray(long[] s, int place) {
        arrays.fill(arrays.require(s[place]), index(s[place + 1]), index(s[place + 2]), s[place + 3]);
    }

    boolean has(long map, long key) {
        return maps.has(maps.require(map), key);
    }

    /** Removes a key of a map and returns its value, or nil. A safepoint in a stress mode. */
    long remove(long map, long key) {
        int kept = mutator.keep(map);
        mutator.keep(key);
        try {
            return maps.remove(kept, kept + 1);
        } finally {
            mutator.release(kept);
        }
    }

    /** Returns the keys of a map as an array. A safepoint. */
    long keys(long map) {
        maps.require(map);
        int kept = mutator.keep(map);
        try {
            return model.reference(maps.keys(kept));
        } finally {
            mutator.release(kept);
        }
    }

    // --- strings ---

    /** Creates a string. A safepoint. */
    long text(String text) {
        return strings.make(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Creates a list of strings. A safepoint. */
    long texts(List<String> texts) {
        int base = mutator.mark();
        try {
            int list = mutator.keep(model.reference(lists.create(StorageClass.REF, texts.size())));
            for (String text : texts) {
                lists.push(list, mutator.keep(text(text)));
            }
            return mutator.kept(list);
        } finally {
            mutator.release(base);
        }
    }

    /** Decodes well-formed UTF-8. */
    static String decoded(byte[] utf8) {
        return new String(Utf8.requireWellFormed(utf8), StandardCharsets.UTF_8);
    }
}
