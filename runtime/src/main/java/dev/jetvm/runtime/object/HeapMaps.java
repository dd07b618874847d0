package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;

/**
 * The operations of one mutator on maps: hash tables that preserve insertion order. A map is an object with a payload
 * of four words:
 *
 * <pre>
 * +16  number of used entries, removed entries included, times 8
 * +24  number of live entries, times 8
 * +32  entries: an array of key, value, key, value, ...; nil in an empty map
 * +40  places: an array of i32. First the places, a power of two in number: 0 if free, otherwise the number of the
 *      entry, from 1. Then one flag for each entry: 1 if it is live, otherwise 0. nil in an empty map
 * </pre>
 *
 * <p>At most half of the places are in use, removed entries included, so a search always ends at a free one (ERR-266).
 * The numbers are multiples of 8, so that neither representation reads them as references. A method that allocates has
 * temporary roots as operands and is a safepoint.
 *
 * @spec ISA-42
 */
@PerMutator
public final class HeapMaps {
    private static final int USED_OFFSET = HEADER_SIZE;
    private static final int LIVE_OFFSET = HEADER_SIZE + 8;
    private static final int ENTRIES_OFFSET = HEADER_SIZE + 16;
    private static final int PLACES_OFFSET = HEADER_SIZE + 24;
    private static final int PAYLOAD = 32;
    private static final int NUMBER_SHIFT = 3;
    private static final int FIRST_ENTRIES = 4;
    private static final long ENTRIES_MAX = 1L << 28;
    private static final Header HEADER = Header.fresh(BuiltinType.MAP.id(), PAYLOAD, 0, Long.BYTES);

    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;
    private final HeapStrings strings;

    public HeapMaps(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = new HeapArrays(model, mutator);
        this.strings = new HeapStrings(model, mutator);
    }

    /** Creates an empty map and returns its address. A safepoint. */
    public long create() {
        long map = mutator.allocate(HEADER);
        memory.setWord(map + ENTRIES_OFFSET, model.nil());
        memory.setWord(map + PLACES_OFFSET, model.nil());
        return map;
    }

    /** The address of the map that a word refers to. @throws PanicException {@code type} if it refers to none */
    public long require(long word) {
        return Objects.require(model, memory, word, BuiltinType.MAP);
    }

    /** The number of keys. */
    public long length(long map) {
        return memory.word(map + LIVE_OFFSET) >> NUMBER_SHIFT;
    }

    private long used(long map) {
        return memory.word(map + USED_OFFSET) >> NUMBER_SHIFT;
    }

    private void setCounts(long map, long used, long live) {
        memory.setWord(map + USED_OFFSET, used << NUMBER_SHIFT);
        memory.setWord(map + LIVE_OFFSET, live << NUMBER_SHIFT);
    }

    private long entries(long map) {
        return model.address(mutator.load(map + ENTRIES_OFFSET));
    }

    private long places(long map) {
        return model.address(mutator.load(map + PLACES_OFFSET));
    }

    /** The number of entries for which the arrays have room. */
    private long capacity(long map) {
        long word = mutator.load(map + ENTRIES_OFFSET);
        return model.isReference(word) ? arrays.length(model.address(word)) / 2 : 0;
    }

    private int placeAt(long places, long index) {
        return memory.int32(places + LayoutConstants.ARRAY_DATA_OFFSET + Integer.BYTES * index);
    }

    private void setPlace(long places, long index, int value) {
        memory.setInt32(places + LayoutConstants.ARRAY_DATA_OFFSET + Integer.BYTES * index, value);
    }

    private long wordAt(long entries, long index) {
        return memory.word(entries + LayoutConstants.ARRAY_DATA_OFFSET + Long.BYTES * index);
    }

    // --- keys ---

    /**
     * The hash of a key.
     *
     * @throws PanicException {@code type} if the value is of a kind that cannot be a key, or NaN
     */
    public int hash(long key) {
        if (strings.isString(key)) {
            return strings.hash(key);
        }
        return switch (model.toValue(key, mutator)) {
            case Value.Int(long number) -> mixed(number);
            case Value.Bool(boolean truth) -> truth ? 1 : 2;
            case Value.Nil _ -> 3;
            case Value.Char(int scalar) -> mixed(scalar + 7L);
            case Value.Symbol(long index) -> mixed(index + 11);
            case Value.Float64 number when !Double.isNaN(number.number()) ->
                mixed(Double.doubleToLongBits(number.number() + 0.0));
            default -> throw new PanicException(PanicCode.TYPE, "the value cannot be a key of a map");
        };
    }

    /** Fibonacci hashing: consecutive numbers are hashed to distant places. */
    private static int mixed(long number) {
        return (int) ((number * 0x9E37_79B9_7F4A_7C15L) >>> Integer.SIZE);
    }

    private boolean equal(long left, long right) {
        if (left == right) {
            return true;
        }
        boolean text = strings.isString(left);
        if (text || strings.isString(right)) {
            return text && strings.isString(right) && strings.equal(left, right);
        }
        Value a = model.toValue(left, mutator);
        Value b = model.toValue(right, mutator);
        return a instanceof Value.Float64 x && b instanceof Value.Float64 y
                ? x.number() == y.number()
                : a.equals(b);
    }

    /** The index of the entry of a key, or -1. */
    private long find(long map, long key, int hash) {
        long capacity = capacity(map);
        if (capacity == 0) {
            return -1;
        }
        long places = places(map);
        long entries = entries(map);
        long mask = 2 * capacity - 1;
        for (long at = hash & mask;; at = at + 1 & mask) {
            int entry = placeAt(places, at);
            if (entry == 0) {
                return -1;
            }
            if (placeAt(places, 2 * capacity + entry - 1) != 0 && equal(wordAt(entries, 2L * (entry - 1)), key)) {
                return entry - 1;
            }
        }
    }

    // --- lookup and update ---

    /** Whether the map contains a key. @throws PanicException {@code type} if the value cannot be a key */
    public boolean has(long map, long key) {
        return find(map, key, hash(key)) >= 0;
    }

    /** The word of the value of a key. @throws PanicException {@code key} if the map has no such key, {@code type} */
    public long get(long map, long key) {
        long entry = find(map, key, hash(key));
        if (entry < 0) {
            throw new PanicException(PanicCode.KEY, "the map has no such key");
        }
        return wordAt(entries(map), 2 * entry + 1);
    }

    /**
     * Sets the value of a key. A safepoint.
     *
     * @param map a temporary root
     * @param key a temporary root
     * @param value a temporary root
     * @throws PanicException {@code type}, {@code capacity-overflow}, {@code out-of-memory}; the map is then unchanged
     */
    public void set(int map, int key, int value) {
        long at = require(mutator.kept(map));
        int hash = hash(mutator.kept(key));
        long entry = find(at, mutator.kept(key), hash);
        if (entry >= 0) {
            arrays.set(entries(at), 2 * entry + 1, mutator.kept(value));
            return;
        }
        if (used(at) == capacity(at)) {
            rebuild(map);
            at = model.address(mutator.kept(map));
        }
        append(at, hash, map, key, value);
    }

    private void append(long map, int hash, int keptMap, int key, int value) {
        long used = used(map);
        link(places(map), capacity(map), hash, used);
        setCounts(map, used + 1, length(map) + 1);
        // In a stress mode a store may collect, so the addresses are reloaded after it.
        arrays.set(entries(map), 2 * used, mutator.kept(key));
        arrays.set(entries(model.address(mutator.kept(keptMap))), 2 * used + 1, mutator.kept(value));
    }

    private void link(long places, long capacity, int hash, long entry) {
        long mask = 2 * capacity - 1;
        long at = hash & mask;
        while (placeAt(places, at) != 0) {
            at = at + 1 & mask;
        }
        setPlace(places, at, (int) entry + 1);
        setPlace(places, 2 * capacity + entry, 1);
    }

    /**
     * The capacity in entries after a rebuild of a map with {@code live} live entries: the least power of two that
     * leaves at least half as many entries free. A rebuild moves every live entry, so the number of insertions before
     * the next one must be proportional. Otherwise a map that loses one key for each new key is rebuilt too often.
     */
    static long roomFor(long live) {
        long least = live + (live + 1) / 2;
        return Math.max(FIRST_ENTRIES, Long.highestOneBit(Math.max(1, 2 * least - 1)));
    }

    /** Replaces the arrays by new ones without the removed entries and with room for more. */
    private void rebuild(int map) {
        long live = length(model.address(mutator.kept(map)));
        long capacity = roomFor(live);
        if (capacity > ENTRIES_MAX) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW, "a map of more than " + ENTRIES_MAX + " entries");
        }
        int mark = mutator.mark();
        try {
            int entries = mutator.keep(model.reference(arrays.create(StorageClass.REF, 2 * capacity, 2 * capacity)));
            long newPlaces = arrays.create(StorageClass.I32, 3 * capacity, 3 * capacity);
            move(model.address(mutator.kept(map)), model.address(mutator.kept(entries)), newPlaces, capacity);
            long at = model.address(mutator.kept(map));
            int places = mutator.keep(model.reference(newPlaces));
            setCounts(at, live, live);
            mutator.beforeWrite(at, mutator.kept(entries));
            memory.setWordOpaque(at + ENTRIES_OFFSET, mutator.kept(entries));
            memory.setWordOpaque(at + PLACES_OFFSET, mutator.kept(places));
        } finally {
            mutator.release(mark);
        }
    }

    /** Fills the new arrays. The barrier runs once before, because a new array may be in the mature space. */
    private void move(long map, long entries, long places, long capacity) {
        long used = used(map);
        if (used == 0) {
            return;
        }
        mutator.beforeWrite(entries, model.reference(entries));
        long oldEntries = entries(map);
        long oldPlaces = places(map);
        long oldCapacity = capacity(map);
        long next = 0;
        for (long k = 0; k < used; k++) {
            if (placeAt(oldPlaces, 2 * oldCapacity + k) != 0) {
                long key = wordAt(oldEntries, 2 * k);
                long to = entries + LayoutConstants.ARRAY_DATA_OFFSET + 2L * Long.BYTES * next;
                memory.setWordOpaque(to, key);
                memory.setWordOpaque(to + Long.BYTES, wordAt(oldEntries, 2 * k + 1));
                link(places, capacity, hash(key), next++);
            }
        }
    }

    /**
     * Removes a key and resets its entry to nil. A safepoint in a stress mode.
     *
     * @param map a temporary root
     * @param key a temporary root
     * @return the word of the value, which is not kept as a temporary root; nil if the map does not contain the key
     * @throws PanicException {@code type}
     */
    public long remove(int map, int key) {
        long at = require(mutator.kept(map));
        long entry = find(at, mutator.kept(key), hash(mutator.kept(key)));
        if (entry < 0) {
            return model.nil();
        }
        long entries = entries(at);
        long value = wordAt(entries, 2 * entry + 1);
        setPlace(places(at), 2 * capacity(at) + entry, 0);
        setCounts(at, used(at), length(at) - 1);
        mutator.beforeWrite(entries, model.nil());
        memory.setWordOpaque(entries + LayoutConstants.ARRAY_DATA_OFFSET + 2L * Long.BYTES * entry, model.nil());
        memory.setWordOpaque(entries + LayoutConstants.ARRAY_DATA_OFFSET + 2L * Long.BYTES * entry + Long.BYTES,
                model.nil());
        return value;
    }

    /** Receives each entry in insertion order. */
    @FunctionalInterface
    public interface EntryVisitor {
        void entry(long key, long value);
    }

    /** Visits every entry in insertion order. The visitor must not allocate. */
    public void forEach(long map, EntryVisitor visitor) {
        long used = used(map);
        for (long k = 0; k < used; k++) {
            if (placeAt(places(map), 2 * capacity(map) + k) != 0) {
                visitor.entry(wordAt(entries(map), 2 * k), wordAt(entries(map), 2 * k + 1));
            }
        }
    }

    /** Creates an array of all keys in insertion order. A safepoint. @param map a temporary root */
    public long keys(int map) {
        long length = length(require(mutator.kept(map)));
        long array = arrays.create(StorageClass.REF, length, length);
        mutator.beforeWrite(array, model.reference(array));
        long[] next = {array + LayoutConstants.ARRAY_DATA_OFFSET};
        forEach(model.address(mutator.kept(map)), (key, _) -> {
            memory.setWordOpaque(next[0], key);
            next[0] += Long.BYTES;
        });
        return array;
    }
}
