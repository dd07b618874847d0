package dev.jetvm.conformance.property;

import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import tools.jackson.databind.JsonNode;

/** Tries a property with one given sample and does not generate others. */
public final class PropertyReplay {
    private PropertyReplay() {}

    /**
     * Tries the property against the agent of the current case. Returns normally if the property holds for this sample.
     *
     * @param property a method of a property class
     * @param sample as returned by {@link VerdictError#sample}
     * @throws VerdictError if the property does not hold, or as decided by the suite
     * @throws IllegalArgumentException if the property does not accept such a sample
     */
    public static void play(Method property, JsonNode sample) {
        Object[] arguments = Sample.read(property, sample);
        try {
            Constructor<?> constructor = property.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            invoke(property, constructor.newInstance(), arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(property + " cannot be tried by itself", e);
        }
    }

    static void invoke(Method property, Object instance, Object[] arguments) throws ReflectiveOperationException {
        property.setAccessible(true);
        try {
            property.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof VerdictError verdict) {
                throw verdict;
            }
            throw new VerdictError(Verdict.SUITE_DEFECT, "the property itself failed: " + e.getCause());
        }
    }
}
