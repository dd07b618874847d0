package dev.jetvm.conformance.history;

import dev.jetvm.conformance.history.EdnReader.Word;
import dev.jetvm.conformance.history.EventPairing.Event;
import dev.jetvm.conformance.history.EventPairing.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps of events as Jepsen writes them: {@code {:process 0, :type :invoke, :f :write, :value 3}}, one after the
 * other or in one vector. Their order in the file counts, or the member {@code :index} or {@code :time} if every
 * event has it.
 */
final class EdnHistoryReader {
    private static final Object ABSENT = Values.ABSENT;

    /** Whether a failed compare-and-set is an answer: that the old value was another one. */
    private final boolean failedCasAnswers;
    private final List<Map<?, ?>> maps = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final Map<String, Object> arguments = new HashMap<>();
    private boolean keyed;
    private int leftOut;

    private EdnHistoryReader(boolean failedCasAnswers) {
        this.failedCasAnswers = failedCasAnswers;
    }

    /** A reader of Jepsen's EDN, where {@code :fail} means that the operation took no effect. */
    static EdnHistoryReader edn() {
        return new EdnHistoryReader(false);
    }

    /** A reader of porcupine's logs, where {@code :fail} of a compare-and-set means that the old value was another one. */
    static EdnHistoryReader porcupine() {
        return new EdnHistoryReader(true);
    }

    History read(List<String> text) {
        EdnReader reader = new EdnReader(text);
        for (Object form = reader.next(); form != null; form = reader.next()) {
            for (Object each : form instanceof List<?> list ? list : List.of(form)) {
                if (!(each instanceof Map<?, ?> map)) {
                    throw new HistoryError(reader.line(), 1, "no map: " + Values.text(EdnReader.plain(each))
                            + ". An event is a map such as {:process 0, :type :invoke, :f :read, :value nil}");
                }
                add(map, reader.line());
            }
        }
        return history("");
    }

    void add(Map<?, ?> map, int line) {
        maps.add(map);
        lines.add(line);
    }

    /** @param model the model to name if no operation has a key */
    History history(String model) {
        String order = all("index") ? "index" : all("time") ? "time" : "";
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            sorted.add(i);
        }
        if (!order.isEmpty()) {
            sorted.sort((a, b) -> Long.compare((long) member(a, order), (long) member(b, order)));
        }
        List<Event> events = new ArrayList<>();
        for (int position = 0; position < sorted.size(); position++) {
            int i = sorted.get(position);
            Event event = event(i, position);
            if (event == null) {
                leftOut++;
            } else {
                events.add(event);
            }
        }
        return EventPairing.pair(events, List.of(), keyed ? "key-value" : model, Map.of(), leftOut);
    }

    private boolean all(String name) {
        return maps.stream().allMatch(map -> map.get(new Word(name)) instanceof Long);
    }

    private Object member(int i, String name) {
        Object member = maps.get(i).get(new Word(name));
        return member == null ? ABSENT : member;
    }

    /** The event of a map; null if it is none of a client. */
    private @Nullable Event event(int i, int position) {
        Object process = member(i, "process");
        Object type = member(i, "type");
        Object function = member(i, "f");
        int line = lines.get(i);
        if (!(type instanceof Word kind) || process == ABSENT || function == ABSENT) {
            throw new HistoryError(line, 0, "an event needs :process, :type and :f, as in "
                    + "{:process 0, :type :invoke, :f :read, :value nil}");
        }
        if (!(process instanceof Long)) {
            return null; // :nemesis and its like tell what was done to the system
        }
        String thread = process.toString();
        String name = Values.plain(EdnReader.plain(function));
        if (kind.name().equals("invoke")) {
            String object = key(i);
            Object argument = value(i);
            arguments.put(thread, argument);
            return new Event(Kind.CALL, thread, "", object, name, argument, "", ABSENT, false, position, line);
        }
        boolean cas = name.equals("cas") && failedCasAnswers;
        return switch (kind.name()) {
            case "ok" -> answer(i, thread, position, line);
            case "fail" -> new Event(Kind.RETURN, thread, "", "", name, Values.NIL, Outcomes.FAIL, ABSENT, !cas,
                    position, line);
            case "info" -> new Event(Kind.RETURN, thread, "", "", name, Values.NIL, Outcomes.PENDING, ABSENT, false,
                    position, line);
            default -> throw new HistoryError(line, 0, "the :type :" + kind.name()
                    + " is unknown. It is :invoke, :ok, :fail or :info");
        };
    }

    private Event answer(int i, String thread, int position, int line) {
        Object raw = member(i, "value");
        if (raw instanceof Word word && Outcomes.ANSWERS.contains(word.name())) {
            return new Event(Kind.RETURN, thread, "", "", "", Values.NIL, word.name(), ABSENT, false, position, line);
        }
        Object argument = arguments.getOrDefault(thread, Values.NIL);
        Object value = value(i);
        // Jepsen repeats the argument where there is no result.
        boolean repeated = !argument.equals(Values.NIL) && value.equals(argument);
        return new Event(Kind.RETURN, thread, "", "", "", Values.NIL, Outcomes.OK, repeated ? ABSENT : value, false,
                position, line);
    }

    private String key(int i) {
        Object key = member(i, "key");
        if (key == ABSENT) {
            return "";
        }
        keyed = true;
        return Values.plain(EdnReader.plain(key));
    }

    private Object value(int i) {
        Object value = member(i, "value");
        return value == ABSENT ? Values.NIL : EdnReader.plain(value);
    }
}
