package dev.jetvm.reports.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A deliberate fault.
 *
 * @param file below the sources of the runtime, or from {@code vm/} of the VM
 * @param find stands there once
 * @param replace what it becomes
 * @param rule the clause that is violated then
 * @param also files that have to be compiled again with it
 */
record Fault(String id, String file, String find, String replace, String rule, List<String> also) {

    /** All faults of a chapter. */
    static Stream<Fault> of(String chapter) {
        try (InputStream stream = Fault.class.getResourceAsStream("/faults/" + chapter + ".yaml")) {
            List<?> list = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(stream);
            return list.stream().map(entry -> read((Map<?, ?>) entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault read(Map<?, ?> entry) {
        List<?> also = entry.get("also") instanceof List<?> list ? list : List.of();
        return new Fault(text(entry, "id"), text(entry, "file"), text(entry, "find"), text(entry, "replace"),
                text(entry, "rule"), also.stream().map(String::valueOf).toList());
    }

    private static String text(Map<?, ?> entry, String name) {
        if (entry.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a fault without " + name + ": " + entry);
    }

    @Override
    public String toString() {
        return id + " (" + rule + ")";
    }
}
