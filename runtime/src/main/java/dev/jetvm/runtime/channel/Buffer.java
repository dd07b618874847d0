package dev.jetvm.runtime.channel;

/**
 * The slots of a buffered channel, which are in the object of the channel. Belongs to the thread that executes an operation: its
 * stores need the barriers of that thread. No method is a safepoint.
 *
 * @spec CHAN-16
 * @spec ERR-127
 */
public interface Buffer {
    void put(int slot, long word);

    /** Returns the word in a slot and clears the slot: the value does not stay alive through the channel. */
    long take(int slot);
}
