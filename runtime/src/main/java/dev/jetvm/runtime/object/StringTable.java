package dev.jetvm.runtime.object;

import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.text.StringForm;
import java.util.Arrays;

/**
 * A hash table of string objects by content, with at most one object for each text. It uses open addressing with linear
 * probing and stores the hash of each text, so that entries keep their slots when objects move. Not synchronised.
 */
final class StringTable {
    private static final int FIRST_CAPACITY = 64;
    private static final long EMPTY = 0;
    /** A removed entry; a search continues past it. No object has address 1. */
    private static final long REMOVED = 1;

    private final Memory memory;
    private long[] addresses = new long[FIRST_CAPACITY];
    private int[] hashes = new int[FIRST_CAPACITY];
    private int live;
    private int used;

    StringTable(Memory memory) {
        this.memory = memory;
    }

    /** The number of texts. */
    int size() {
        return live;
    }

    /** The address of the object with this text, or 0. */
    long find(byte[] utf8, int hash) {
        for (int at = slot(hash); addresses[at] != EMPTY; at = next(at)) {
            if (addresses[at] != REMOVED && hashes[at] == hash
                    && Arrays.equals(StringForm.content(memory, addresses[at]), utf8)) {
                return addresses[at];
            }
        }
        return 0;
    }

    /** Adds an object whose text the table does not contain. */
    void add(long address, int hash) {
        if (used + 1 > addresses.length / 2) {
            rebuild();
        }
        insert(address, hash);
    }

    private void insert(long address, int hash) {
        int at = slot(hash);
        while (addresses[at] != EMPTY) {
            at = next(at);
        }
        addresses[at] = address;
        hashes[at] = hash;
        live++;
        used++;
    }

    /** Removes dead objects and updates the addresses of moved objects. */
    void update(WeakTable.Liveness liveness) {
        for (int at = 0; at < addresses.length; at++) {
            if (addresses[at] > REMOVED) {
                long now = liveness.survivor(addresses[at]);
                addresses[at] = now == 0 ? REMOVED : now;
                live -= now == 0 ? 1 : 0;
            }
        }
    }

    /** Discards removed entries and makes room for at least as many more texts as are live. */
    private void rebuild() {
        long[] oldAddresses = addresses;
        int[] oldHashes = hashes;
        int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(live + 1) * 8);
        addresses = new long[capacity];
        hashes = new int[capacity];
        live = 0;
        used = 0;
        for (int k = 0; k < oldAddresses.length; k++) {
            if (oldAddresses[k] > REMOVED) {
                insert(oldAddresses[k], oldHashes[k]);
            }
        }
    }

    /** Folds higher bits into the slot, because FNV-1a mixes its low bits worst. */
    private int slot(int hash) {
        return (hash ^ hash >>> 15) & addresses.length - 1;
    }

    private int next(int at) {
        return at + 1 & addresses.length - 1;
    }
}
