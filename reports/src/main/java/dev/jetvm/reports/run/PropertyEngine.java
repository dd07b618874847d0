package dev.jetvm.reports.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestEngine;

/**
 * An engine of properties with static state of its own. jqwik 1.9 keeps its stores and caches in static fields that are
 * not thread-safe, so two executions in one process need two copies of its classes. The properties themselves are
 * copied with it, because they extend and use its types; everything else, the agents and the current case among it, is
 * shared.
 */
final class PropertyEngine implements AutoCloseable {
    private static final String ENGINE = "net.jqwik.engine.JqwikTestEngine";
    private static final List<String> COPIED = List.of("net.jqwik.", "dev.jetvm.conformance.property.");

    private final Copies classes;

    PropertyEngine() {
        this.classes = new Copies(classPath(), PropertyEngine.class.getClassLoader());
    }

    /** The loader of the copies. It must be the context class loader of the threads that execute the engine. */
    ClassLoader loader() {
        return classes;
    }

    TestEngine engine() {
        try {
            return (TestEngine) classes.loadClass(ENGINE).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + ENGINE + " can be made", e);
        }
    }

    /** Releases the files that the classes were read from. */
    @Override
    public void close() {
        try {
            classes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> !part.isEmpty()).map(PropertyEngine::url).toArray(URL[]::new);
    }

    private static URL url(String part) {
        try {
            return Path.of(part).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads the copied classes itself, and all others by its parent. */
    private static final class Copies extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        Copies(URL[] path, ClassLoader parent) {
            super("jet-properties", path, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (COPIED.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
