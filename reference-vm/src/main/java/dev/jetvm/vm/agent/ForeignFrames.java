package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Frames of foreign code, of which only the words are known. During a collection, every object that a word may point
 * into is kept alive and not moved.
 *
 * @spec ROOT-13
 * @spec ERR-043
 */
final class ForeignFrames implements RootSource {
    private final Deque<long[]> frames = new ArrayDeque<>();

    /** Pushes a frame, which becomes the innermost. */
    public void push(long[] words) {
        frames.push(words.clone());
    }

    /**
     * Pops the innermost frame.
     *
     * @throws PanicException {@code bounds} if there is none
     */
    public void pop() {
        top();
        frames.pop();
    }

    public int depth() {
        return frames.size();
    }

    /**
     * Returns a word of the innermost frame.
     *
     * @throws PanicException {@code bounds} if there is no frame, or no such word
     */
    public long word(long index) {
        long[] words = top();
        if (index < 0 || index >= words.length) {
            throw new PanicException(PanicCode.BOUNDS, "the frame has no word " + index);
        }
        return words[(int) index];
    }

    private long[] top() {
        long[] words = frames.peek();
        if (words == null) {
            throw new PanicException(PanicCode.BOUNDS, "there is no foreign frame");
        }
        return words;
    }

    @Override
    public String name() {
        return "foreign";
    }

    /** No word is known to be a reference. */
    @Override
    public void visit(RootVisitor visitor) {}

    @Override
    public void visitAmbiguous(AmbiguousVisitor visitor) {
        frames.forEach(words -> {
            for (long word : words) {
                visitor.visit(word);
            }
        });
    }
}
