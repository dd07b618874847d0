package dev.jetvm.conformance.property;

import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ties jqwik to a run of the suite: the seed of a property comes from the seed of the run, the number of tries can be
 * set from outside, and a failure says with which sample and seed it happened. jqwik has no global seed of its own. It
 * looks for smaller samples on a thread of its own, which {@link Lease} makes a part of the case.
 *
 * <p>System properties: {@code jet.seed} (used where no case of a run is current), {@code jet.tries} (a positive
 * number), {@code jet.shrinking} ({@code OFF}, {@code BOUNDED} or {@code FULL}). Properties that are none of this package are left alone.
 */
public final class RunSeed implements AroundPropertyHook, AroundTryHook {

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    /** Outside of jqwik's own hooks, so that they see the seed. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        if (!context.containerClass().getPackageName().equals(RunSeed.class.getPackageName())) {
            return property.execute();
        }
        PropertyAttributes attributes = context.attributes();
        seed(context.targetMethod().getName()).ifPresent(seed -> attributes.setSeed(Long.toString(seed)));
        Optional.ofNullable(Integer.getInteger("jet.tries")).ifPresent(attributes::setTries);
        Optional.ofNullable(System.getProperty("jet.shrinking"))
                .ifPresent(mode -> attributes.setShrinking(ShrinkingMode.valueOf(mode)));
        Lease lease = new Lease(CurrentCase.here());
        Store.getOrCreate(Lease.class, Lifespan.PROPERTY, () -> lease);
        PropertyExecutionResult result;
        try {
            result = property.execute();
        } finally {
            lease.end();
        }
        return result.throwable().map(thrown -> result.mapToFailed(explained(thrown, result))).orElse(result);
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor property, List<Object> sample) {
        if (!context.containerClass().getPackageName().equals(RunSeed.class.getPackageName())) {
            return property.execute(sample);
        }
        return Store.<Lease>get(Lease.class).get().run(() -> property.execute(sample));
    }

    /** The seed of the case; the run's seed mixed with the name where no case is current. */
    private static Optional<Long> seed(String name) {
        try {
            return Optional.of(CurrentCase.info().seed());
        } catch (VerdictError noCase) {
            return Optional.ofNullable(Long.getLong("jet.seed")).map(seed -> seed * 31 + name.hashCode());
        }
    }

    private static Throwable explained(Throwable thrown, PropertyExecutionResult result) {
        String found = "after " + result.countTries() + " tries with seed " + result.seed().orElse("?")
                + result.falsifiedParameters()
                        .map(sample -> ", smallest sample " + Arrays.deepToString(sample.toArray())).orElse("");
        VerdictError explained = thrown instanceof VerdictError error
                ? new VerdictError(error.verdict(), error.detail() + " (" + found + ")", error.expected(),
                        error.observed())
                : new VerdictError(Verdict.SUITE_DEFECT, "the property itself failed " + found + ": " + thrown);
        explained.initCause(thrown);
        return explained;
    }
}
