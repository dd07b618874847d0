package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.Values;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The models by name. A new one gets its line here. */
public final class Models {
    private static final Set<String> CAPACITY = Set.of("capacity");
    private static final Set<String> INITIAL = Set.of("initial");

    private static final Map<String, Entry> ALL = new TreeMap<>(Map.of(
            "register", new Entry(INITIAL, p -> new RegisterModel(false, initial(p))),
            "cas-register", new Entry(INITIAL, p -> new RegisterModel(true, initial(p))),
            "queue", new Entry(CAPACITY, p -> ListModel.queue(capacity(p, Integer.MAX_VALUE))),
            "stack", new Entry(CAPACITY, p -> ListModel.stack(capacity(p, Integer.MAX_VALUE))),
            "deque", new Entry(Set.of("capacity", "contended"), p -> ListModel.deque(capacity(p, Integer.MAX_VALUE),
                    p.getOrDefault("contended", "true").equals("false"))),
            "set", new Entry(Set.of(), _ -> new SetModel()),
            "key-value", new Entry(Set.of(), _ -> new KeyValueModel()),
            "channel", new Entry(CAPACITY, p -> new ChannelModel(capacity(p, 0))),
            "mutex",
            new Entry(Set.of("owner"), p -> new MutexModel(!p.getOrDefault("owner", "true").equals("false")))));

    private record Entry(Set<String> parameters, Function<Map<String, String>, Model<?>> make) {}

    private Models() {}

    public static Set<String> names() {
        return ALL.keySet();
    }

    /**
     * The model of a name.
     *
     * @throws HistoryError if there is no such model, or a parameter does not fit it
     */
    public static Model<?> of(String name, Map<String, String> parameters) {
        Entry entry = ALL.get(name);
        if (entry == null) {
            throw new HistoryError(0, 0, (name.isEmpty() ? "the history names no model" : "there is no model " + name)
                    + "; choose one with --model: " + String.join(", ", names()));
        }
        for (String parameter : parameters.keySet()) {
            if (!entry.parameters().contains(parameter)) {
                throw new HistoryError(0, 0, "the model " + name + " has no parameter " + parameter
                        + (entry.parameters().isEmpty() ? "" : "; it has " + String.join(", ", entry.parameters())));
            }
        }
        return entry.make().apply(parameters);
    }

    private static int capacity(Map<String, String> parameters, int usual) {
        String text = parameters.get("capacity");
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new HistoryError(0, 0, "the parameter capacity has to be a number of values; found " + text);
    }

    /** The initial value of a register: a number if it is written as one. */
    private static Object initial(Map<String, String> parameters) {
        String text = parameters.get("initial");
        if (text == null || text.equals("nil")) {
            return Values.NIL;
        }
        return text.matches("[+-]?[0-9]{1,18}") ? (Object) new BigInteger(text).longValue() : text;
    }
}
