package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes histories in the formats that the checker reads. */
final class HistoryText {
    private HistoryText() {}

    /** JSON lines, one for each operation. */
    static List<String> operations(String header, List<History.Timed> operations) {
        List<String> lines = new ArrayList<>(List.of(header));
        operations.stream().sorted(Comparator.comparingLong(History.Timed::start)).forEach(each -> lines.add(
                "{\"thread\":\"t%s\",%s,\"start\":%d%s}".formatted(each.thread(), call(each), each.start(),
                        each.completed()
                                ? "," + answer(each) + ",\"end\":" + each.end()
                                : ",\"outcome\":\"pending\"")));
        return lines;
    }

    /** JSON lines, one for each event, in random order. */
    static List<String> shuffledEvents(String header, List<History.Timed> operations, long seed) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            History.Timed each = operations.get(i);
            String common = ",\"thread\":\"t%s\",\"id\":%d,".formatted(each.thread(), i);
            lines.add("{\"event\":\"invoke\"" + common + call(each) + ",\"time\":" + each.start() + "}");
            if (each.completed()) {
                lines.add("{\"event\":\"return\"" + common + answer(each) + ",\"time\":" + each.end() + "}");
            } else if (i % 2 == 0) {
                lines.add("{\"event\":\"return\"" + common + "\"outcome\":\"timeout\",\"time\":" + each.end() + "}");
            }
        }
        Collections.shuffle(lines, new Random(seed));
        lines.addFirst(header);
        return lines;
    }

    private static String call(History.Timed each) {
        return (each.object().isEmpty() ? "" : "\"object\":" + json(each.object()) + ",") + "\"op\":\"" + each.name()
                + '"' + (each.argument().equals(Values.NIL) ? "" : ",\"arg\":" + json(each.argument()));
    }

    private static String answer(History.Timed each) {
        return "\"outcome\":\"" + each.outcome() + '"'
                + (each.result().equals(Values.ABSENT) ? "" : ",\"result\":" + json(each.result()));
    }

    private static String json(Object value) {
        return value instanceof Collection<?> all
                ? (all instanceof Set<?> set
                        ? set.stream().map(HistoryText::json).sorted()
                        : all.stream().map(HistoryText::json)).collect(Collectors.joining(",", "[", "]"))
                : value.equals(Values.NIL) ? "null" : Values.text(value);
    }

    private record Event(long time, String text) {}

    /** EDN as Jepsen writes it, one map on a line. */
    static List<String> edn(List<History.Timed> operations) {
        return lines(operations, "{:process %s, :type :%s, :f :%s, :value %s}", "nil");
    }

    /** The log of a key-value store that porcupine checks. */
    static List<String> keyValueLog(List<History.Timed> operations) {
        return lines(operations, "{:process %s, :type :%s, :f :%s, :key \"KEY\", :value %s}", "\"\"");
    }

    /** The log of etcd that porcupine checks. */
    static List<String> etcdLog(List<History.Timed> operations) {
        return lines(operations, "INFO  jepsen.util - %s\t:%s\t:%s\t%s", "nil");
    }

    private static List<String> lines(List<History.Timed> operations, String form, String none) {
        List<Event> events = new ArrayList<>();
        for (History.Timed each : operations) {
            String line = form.replace("KEY", each.object());
            String argument = edn(each.argument(), "nil");
            events.add(new Event(each.start(), line.formatted(each.thread(), "invoke", each.name(), argument)));
            if (each.completed()) {
                String type = each.outcome().equals(Outcomes.FAIL) ? "fail" : "ok";
                String value = each.result().equals(Values.ABSENT) ? argument : edn(each.result(), none);
                events.add(new Event(each.end(), line.formatted(each.thread(), type, each.name(),
                        type.equals("fail") || each.outcome().equals(Outcomes.OK) ? value : ":" + each.outcome())));
            } else {
                events.add(new Event(each.end(), line.formatted(each.thread(), "info", each.name(), ":timed-out")));
            }
        }
        return events.stream().sorted(Comparator.comparingLong(Event::time)).map(Event::text).toList();
    }

    private static String edn(Object value, String none) {
        return value instanceof List<?> all
                ? all.stream().map(item -> edn(item, none)).collect(Collectors.joining(" ", "[", "]"))
                : value.equals(Values.NIL) ? none : Values.text(value);
    }
}
