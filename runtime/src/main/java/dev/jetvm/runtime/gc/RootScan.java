package dev.jetvm.runtime.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a collection starts from, in pieces that the tracers take one after another: every piece of every source of roots,
 * and the old objects that were written since the last collection. Each piece is scanned once, by one tracer.
 *
 * @spec GC-10
 * @spec ROOT-10
 */
final class RootScan {
    /** Logged objects in a piece: enough that taking a piece costs nothing, few enough to divide the work. */
    private static final int LOGGED_PIECE = 256;

    private final List<Piece> pieces = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /** Work for one tracer. */
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

    /** Objects whose slots are roots of a minor collection, each once. */
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

    /** Scans the next piece that no tracer has taken; false if there is none. */
    boolean scanNext(Tracer tracer) {
        int piece = next.getAndIncrement();
        if (piece >= pieces.size()) {
            return false;
        }
        pieces.get(piece).scan(tracer);
        return true;
    }
}
