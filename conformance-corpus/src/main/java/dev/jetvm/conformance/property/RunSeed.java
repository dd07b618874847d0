package dev.jetvm.conformance.property;

import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.lang.reflect.Method;
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
import tools.jackson.databind.JsonNode;

/**
 * Connects jqwik with a run of the suite. The seed of a property is derived from the seed of the run, the number of
 * tries is multiplied by the effort of the run, and a failure reports its sample and seed. jqwik has no global seed. It shrinks samples on a
 * separate thread, which {@link Lease} makes part of the case.
 *
 * <p>System properties: {@code jet.seed} (used where no case of a run is current), {@code jet.tries} (a positive
 * number), {@code jet.shrinking} ({@code OFF}, {@code BOUNDED} or {@code FULL}). Properties outside this package are
 * not affected.
 */
public final class RunSeed implements AroundPropertyHook, AroundTryHook {
    private static final int MOST_TRIES = 10_000_000;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    /** Runs outside jqwik's own hooks, so that they use the seed. */
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
        double effort = CurrentCase.effort();
        attributes.tries().ifPresent(tries -> attributes.setTries((int) Math.clamp(tries * effort, 1, MOST_TRIES)));
        Optional.ofNullable(Integer.getInteger("jet.tries")).ifPresent(attributes::setTries);
        Optional.ofNullable(System.getProperty("jet.shrinking"))
                .ifPresent(mode -> attributes.setShrinking(ShrinkingMode.valueOf(mode)));
        if (cannotBegin()) {
            // A smaller sample would not be executed either.
            attributes.setShrinking(ShrinkingMode.OFF);
        }
        Lease lease = new Lease(CurrentCase.here());
        Store.getOrCreate(Lease.class, Lifespan.PROPERTY, () -> lease);
        PropertyExecutionResult result;
        try {
            result = property.execute();
        } finally {
            lease.end();
        }
        return result.throwable().map(thrown -> result.mapToFailed(explained(thrown, result, context))).orElse(result);
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor property, List<Object> sample) {
        if (!context.containerClass().getPackageName().equals(RunSeed.class.getPackageName())) {
            return property.execute(sample);
        }
        return Store.<Lease>get(Lease.class).get().run(() -> property.execute(sample));
    }

    /** Whether the implementation lacks a feature that the case needs, or cannot be started. */
    private static boolean cannotBegin() {
        if (CurrentCase.here() == null) {
            return false;
        }
        try {
            CurrentCase.run();
            return false;
        } catch (VerdictError refused) {
            return true;
        }
    }

    /** The seed of the case; without a current case, the seed of the run combined with the name. */
    private static Optional<Long> seed(String name) {
        try {
            return Optional.of(CurrentCase.info().seed());
        } catch (VerdictError noCase) {
            return Optional.ofNullable(Long.getLong("jet.seed")).map(seed -> seed * 31 + name.hashCode());
        }
    }

    private static Throwable explained(Throwable thrown, PropertyExecutionResult result,
            PropertyLifecycleContext context) {
        List<Object> sample = result.falsifiedParameters().orElse(List.of());
        String found = "after " + result.countTries() + " tries with seed " + result.seed().orElse("?")
                + (sample.isEmpty() ? "" : ", smallest sample " + Arrays.deepToString(sample.toArray()));
        VerdictError explained;
        if (thrown instanceof VerdictError error) {
            JsonNode written = sample.isEmpty() ? null : Sample.write(sample);
            VerdictError last = written == null ? error : onceMore(error, written, context);
            explained = new VerdictError(last.verdict(), last.detail() + " (" + found + ")", last.expected(),
                    last.observed(), written);
        } else {
            explained = new VerdictError(Verdict.SUITE_DEFECT, "the property itself failed " + found + ": " + thrown);
        }
        explained.initCause(thrown);
        return explained;
    }

    /**
     * Runs the smallest sample once more, so that the transcript ends with it; shrinking may have ended with samples
     * that did not fail. The sample is converted to its file form and back, so that the reported sample is the one that
     * can be replayed.
     */
    private static VerdictError onceMore(VerdictError first, JsonNode sample, PropertyLifecycleContext context) {
        if (first.verdict() != Verdict.FAIL || CurrentCase.here() == null) {
            return first;
        }
        CurrentCase.run().focus();
        Method property = context.targetMethod();
        try {
            PropertyReplay.invoke(property, context.testInstance(), Sample.read(property, sample));
        } catch (VerdictError again) {
            return again;
        } catch (ReflectiveOperationException e) {
            return new VerdictError(Verdict.SUITE_DEFECT, property + " cannot be tried by itself: " + e);
        }
        return new VerdictError(first.verdict(), first.detail() + "; but not again when it was tried once more",
                first.expected(), first.observed());
    }
}
