package dev.jetvm.conformance.property;

import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.function.Supplier;
import net.jqwik.api.lifecycle.TryExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * The case of one property, lent to the tries of that property. jqwik shrinks on another thread, and after its time is up
 * this thread goes on unseen: from then on, and once a try ended the case by anything but a failure, every
 * further sample is declared unfit, so that none reaches an agent that already serves another case.
 */
final class Lease {
    private final @Nullable CurrentCase lent;
    private boolean over;

    /** @param lent null outside of a run */
    Lease(@Nullable CurrentCase lent) {
        this.lent = lent;
    }

    /** One try at a time; {@link #end} waits for the one that is under way. */
    synchronized TryExecutionResult run(Supplier<TryExecutionResult> sample) {
        if (over) {
            return TryExecutionResult.invalid();
        }
        TryExecutionResult result = CurrentCase.within(lent, sample);
        over = result.throwable().filter(Lease::endsTheCase).isPresent();
        return result;
    }

    /** A feature that is not announced, or a process that died, gets no better with a smaller sample. */
    private static boolean endsTheCase(Throwable thrown) {
        return thrown instanceof VerdictError error && error.verdict() != Verdict.FAIL;
    }

    synchronized void end() {
        over = true;
    }
}
