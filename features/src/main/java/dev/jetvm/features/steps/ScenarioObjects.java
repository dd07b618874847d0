package dev.jetvm.features.steps;

import io.cucumber.core.backend.ObjectFactory;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;

/**
 * Creates one object per class and scenario and passes to each constructor the objects of its parameter types.
 * Cucumber's default factory supports only constructors without parameters, so that state shared by step classes would
 * have to be static. Cucumber creates one factory per thread.
 */
public final class ScenarioObjects implements ObjectFactory {
    private final Map<Class<?>, Object> made = new HashMap<>();

    @Override
    public boolean addClass(Class<?> glue) {
        return true;
    }

    @Override
    public void start() {
        made.clear();
    }

    @Override
    public void stop() {
        made.clear();
    }

    @Override
    public <T> T getInstance(Class<T> type) {
        Object known = made.get(type);
        if (known == null) {
            known = make(type);
            made.put(type, known);
        }
        return type.cast(known);
    }

    private Object make(Class<?> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        if (constructors.length != 1) {
            throw new IllegalStateException(type + " needs exactly one constructor");
        }
        Class<?>[] parameters = constructors[0].getParameterTypes();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = getInstance(parameters[i]);
        }
        try {
            return constructors[0].newInstance(arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("cannot make " + type, failed);
        }
    }
}
