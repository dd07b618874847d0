package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of addresses without boxes: open addressing with linear probing, at most half full. Address 0 is no object's,
 * so it marks an empty place.
 */
final class LongSet {
    private static final int FIRST = 16;
    /** 2^64 divided by the golden ratio, which spreads addresses that have their low bits in common (Knuth 6.4). */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long[] places = new long[FIRST];
    private int size;

    /** Adds an address other than 0; false if it was there. */
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

    /** Where an address is, or would be. */
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

    /** Every address once, in no useful order. */
    void forEach(LongConsumer consumer) {
        for (long address : places) {
            if (address != 0) {
                consumer.accept(address);
            }
        }
    }

    /** Forgets all; a set that had become large lets its memory go. */
    void clear() {
        if (places.length > FIRST * 64) {
            places = new long[FIRST];
        } else {
            Arrays.fill(places, 0);
        }
        size = 0;
    }
}
