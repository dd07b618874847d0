package dev.jetvm.runtime.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The starting points of a collection, divided into pieces: the pieces of every root source and, in a minor collection,
 * the old objects that were written since the last collection. Each piece is scanned once, by one tracer.
 *
 * @spec GC-10
 * @spec ROOT-10
 */
final class RootScan {
    /** Logged objects per piece: enough to make claiming a piece cheap, few enough to share the work. */
    private static final int LOGGED_PIECE = 256;

    private final List<Piece> pieces = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /** A unit of scanning work for one tracer. */
    private interface Piece {
        void scan(Tracer tracer);
    }

    void addRoots(RootSource source) {
        int count = source.pieces();
        for (int k = 0; k < count; k++) {
            int piece = k;
            pieces.add(tracer -> source.visitPiece(piece, tracer::heldRoot));
        }
    }

    /** Adds objects whose slots are roots of a minor collection. Each object must occur once. */
    void addLogged(LongStack objects) {
        for (int from = 0; from < objects.size(); from += LOGGED_PIECE) {
            int first = from;
            int end = Math.min(from + LOGGED_PIECE, objects.size());
            pieces.add(tracer -> {
                for (int k = first; k < end; k++) {
                    tracer.visitSlots(objects.get(k));
                }
            });
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Scans the next unclaimed piece. Returns false if every piece is claimed. */
    boolean scanNext(Tracer tracer) {
        int piece = next.getAndIncrement();
        if (piece >= pieces.size()) {
            return false;
        }
        pieces.get(piece).scan(tracer);
        return true;
    }
}
