package dev.jetvm.vm.fast;

import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.interp.FeedbackVector;
import dev.jetvm.vm.interp.FeedbackVector.Method;
import org.jspecify.annotations.Nullable;

/**
 * A function in the form that {@link FastLoop} executes: a word of {@link FastCode} for each instruction, and the
 * arrays of its {@link FeedbackVector}, indexed by instruction. Immutable, except for the entries of those arrays and
 * for words that are replaced by others with the same result. It may therefore be published without synchronization.
 *
 * @spec INTERP-13a
 */
final class FastFunction implements Engine.Translation {
    final long[] words;
    /** Offset of each instruction in the code. */
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

    /** Returns the index of the instruction at an offset. */
    int index(int at) {
        return feedback.index(at);
    }
}
