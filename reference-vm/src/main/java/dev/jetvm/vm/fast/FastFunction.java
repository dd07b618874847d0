package dev.jetvm.vm.fast;

import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.interp.FeedbackVector;
import dev.jetvm.vm.interp.FeedbackVector.Method;
import org.jspecify.annotations.Nullable;

/**
 * A function as {@link FastLoop} reads it: a word of {@link FastCode} for each instruction, and the arrays of its
 * {@link FeedbackVector}, which are indexed by instruction. Immutable but for the entries of those arrays and for words
 * that are replaced by others with the same result; so it may be published without synchronization.
 *
 * @spec INTERP-13a
 */
final class FastFunction implements Engine.Translation {
    final long[] words;
    /** Where each instruction begins in the code. */
    final int[] offsets;
    final long[] constants;
    /** As {@link LinkedFunction#extent}. */
    final int extent;
    /** As {@link FeedbackVector#fields()}. */
    final long[] fields;
    /** As {@link FeedbackVector#methods()}. */
    final @Nullable Method[] methods;
    /** As {@link FeedbackVector#entries()}. */
    final @Nullable Object[] entries;
    private final FeedbackVector feedback;

    FastFunction(long[] words, LinkedFunction code, FeedbackVector feedback) {
        this.words = words;
        this.offsets = feedback.offsets();
        this.constants = code.constants;
        this.extent = code.extent;
        this.fields = feedback.fields();
        this.methods = feedback.methods();
        this.entries = feedback.entries();
        this.feedback = feedback;
    }

    /** The instruction at an offset. */
    int index(int at) {
        return feedback.index(at);
    }
}
