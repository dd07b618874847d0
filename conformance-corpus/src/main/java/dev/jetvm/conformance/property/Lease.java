package dev.jetvm.conformance.property;

import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.function.Supplier;
import net.jqwik.api.lifecycle.TryExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * The case of a property, shared with the tries of that property. jqwik shrinks on another thread, which continues to
 * run in the background when its time limit is exceeded. After that, or after a try that ended the case by anything but
 * a failure, every further sample is invalid, so that none reaches an agent that already serves another case.
 */
final class Lease {
    private final @Nullable CurrentCase lent;
    private boolean over;

    /** @param lent null outside a run */
    Lease(@Nullable CurrentCase lent) {
        this.lent = lent;
    }

    /** Runs one try at a time; {@link #end} waits for the current one. */
    synchronized TryExecutionResult run(Supplier<TryExecutionResult> sample) {
        if (over) {
            return TryExecutionResult.invalid();
        }
        TryExecutionResult result = CurrentCase.within(lent, sample);
        over = result.throwable().filter(Lease::endsTheCase).isPresent();
        return result;
    }

    /** Whether a smaller sample is pointless: the feature is not announced, or the process has ended. */
    private static boolean endsTheCase(Throwable thrown) {
        return thrown instanceof VerdictError error && error.verdict() != Verdict.FAIL;
    }

    synchronized void end() {
        over = true;
    }
}
