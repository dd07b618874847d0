package dev.jetvm.runtime.channel;

/**
 * A case of a {@link Selection}: an operation on a channel that waits for a partner. It is in the queue of its channel from its
 * registration until the selection is decided.
 *
 * @spec SEL-01
 */
final class Offer {
    final Selection selection;
    final Channel channel;
    /** Number of the case in the order of the caller. */
    final int index;
    final boolean sends;
    /** The value of a send. Changed by the collector alone, when the value has moved. */
    long word;

    Offer(Selection selection, Channel channel, int index, boolean sends, long word) {
        this.selection = selection;
        this.channel = channel;
        this.index = index;
        this.sends = sends;
        this.word = word;
    }
}
