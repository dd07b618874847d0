package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of unboxed addresses, implemented as a hash table with linear probing that is at most half full. Address 0
 * marks an empty entry, since no object has this address.
 */
final class LongSet {
    private static final int FIRST = 16;
    /** 2^64 divided by the golden ratio, which spreads addresses that have their low bits in common (Knuth 6.4). */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long[] places = new long[FIRST];
    private int size;

    /** Adds an address other than 0. Returns false if the set already contains it. */
    boolean add(long address) {
        if (size * 2 >= places.length) {
            grow();
        }
        int place = placeOf(address);
        if (places[place] == address) {
            return false;
        }
        places[place] = address;
        size++;
        return true;
    }

    boolean contains(long address) {
        return places[placeOf(address)] == address;
    }

    /** The index of an address, or the index at which to insert it. */
    private int placeOf(long address) {
        int mask = places.length - 1;
        int place = (int) (address * SPREAD >>> 32) & mask;
        while (places[place] != 0 && places[place] != address) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] before = places;
        places = new long[before.length * 2];
        for (long address : before) {
            if (address != 0) {
                places[placeOf(address)] = address;
            }
        }
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Visits every address once, in unspecified order. */
    void forEach(LongConsumer consumer) {
        for (long address : places) {
            if (address != 0) {
                consumer.accept(address);
            }
        }
    }

    /** Removes all addresses. A set that has become large also releases its memory. */
    void clear() {
        if (places.length > FIRST * 64) {
            places = new long[FIRST];
        } else {
            Arrays.fill(places, 0);
        }
        size = 0;
    }
}
