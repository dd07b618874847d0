package dev.jetvm.conformance.corpus;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts the expectations in the header of a program or module to the pattern of an answer. */
final class ProgramExpectation {
    static final String OK = "expect ok";
    static final String REJECT = "expect reject";
    private static final String STDOUT = "expect stdout";
    private static final String STDERR = "expect stderr";
    private static final String LOG = "expect log";
    private static final String PANIC = "expect panic";
    private static final String TRACE = "expect trace";
    private static final String STATUS = "expect status";
    private static final String RESULT = "expect result";
    private static final String INSTRUCTIONS = "expect instructions";
    private static final String CALLS = "expect calls";
    /** Every standard output that a program may have, a row each. */
    static final String OUTCOMES = "outcomes";
    /** Further outputs that are permitted, though no order of the instructions leads to them. */
    private static final String WEAK = "outcomes weak";
    private static final String UNSUPPORTED = "expect unsupported";
    /** Keys of a module that is run. */
    static final List<String> RUN_KEYS = List.of(STDOUT, STDERR, LOG, PANIC, TRACE, STATUS, RESULT, INSTRUCTIONS, CALLS,
            UNSUPPORTED, REJECT, OUTCOMES, WEAK);
    /** Keys of a module that is only checked. */
    static final List<String> CHECK_KEYS = List.of(OK, REJECT);
    private static final Set<String> STATUSES = new LinkedHashSet<>(List.of("returned", "halted", "exhausted"));
    private static final Set<String> PHASES = new LinkedHashSet<>(List.of("malformed", "invalid", "unlinkable"));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ProgramHeader header;

    ProgramExpectation(ProgramHeader header) {
        this.header = header;
    }

    /** Whether the program is expected to be rejected, to panic or to be unsupported. */
    boolean negative() {
        return header.has(REJECT) || header.has(PANIC) || header.has(UNSUPPORTED);
    }

    /**
     * The expected answer of a run. By default the program returns and writes nothing to standard output.
     */
    ObjectNode run(String body) {
        if (header.has(REJECT)) {
            return rejected(body, OptionalInt.empty());
        }
        if (header.has(UNSUPPORTED)) {
            alone(UNSUPPORTED, "a program that is not supported does nothing else");
            return answer("unsupported").put("feature", header.required(UNSUPPORTED));
        }
        return header.has(OUTCOMES) ? outcomes() : finished();
    }

    /** One of several outputs; the program returns nil. */
    private ObjectNode outcomes() {
        header.entries().keySet().stream().filter(key -> key.startsWith("expect ")).findFirst().map(header::find)
                .ifPresent(other -> {
                    throw new CorpusError(other.at(), "a program with outcomes is not expected to do anything else",
                            "remove this line; a row below '" + OUTCOMES + "' is all that the program writes");
                });
        ObjectNode answer = JSON.objectNode();
        ArrayNode alternatives = answer.putArray("anyOf");
        Set<String> rows = new LinkedHashSet<>();
        for (String key : List.of(OUTCOMES, WEAK)) {
            ProgramHeader.Entry entry = header.find(key);
            if (entry == null) {
                continue;
            }
            if (!entry.value().isEmpty() || entry.rows().isEmpty()) {
                throw header.error(key, "the outputs stand below '" + key + "'", "write a line ; | TEXT for each");
            }
            for (ProgramHeader.Row row : entry.rows()) {
                if (!rows.add(row.text())) {
                    throw new CorpusError(row.at(), "this output stands twice", "remove one of the two");
                }
                ObjectNode value = alternatives.addObject().put("outcome", "ok").putObject("value");
                value.put("status", "returned").put("stdout", row.text()).put("panic", "$absent").put("stack", 0);
            }
        }
        return answer;
    }

    /** Checks that the header has no other expectation. */
    private void alone(String expectation, String why) {
        header.entries().keySet().stream().filter(key -> key.startsWith("expect ") && !key.equals(expectation))
                .findFirst().map(header::find).ifPresent(other -> {
                    throw new CorpusError(other.at(), why, "remove this line");
                });
    }

    private ObjectNode finished() {
        ObjectNode value = JSON.objectNode();
        value.put("status", header.has(PANIC) ? "panic" : header.word(STATUS, "returned", STATUSES));
        value.put("stdout", rows(STDOUT));
        if (header.has(STDERR)) {
            value.put("stderr", rows(STDERR));
        }
        if (header.has(LOG)) {
            value.set("stderr", log());
        }
        panic(value);
        ProgramHeader.Entry result = header.find(RESULT);
        if (result != null) {
            value.set("result", PlainText.read(result));
        }
        if (value.path("status").asString().equals("exhausted")) {
            value.put("exhausted", "steps");
        } else {
            value.put("stack", 0);
        }
        count(value, INSTRUCTIONS, "instructions");
        count(value, CALLS, "calls");
        return answer("ok").set("value", value);
    }

    /**
     * The expected answer of a check.
     *
     * @param mark position of the fault marked in a row of bytes
     */
    ObjectNode checked(String body, OptionalInt mark) {
        if (header.has(REJECT)) {
            return rejected(body, mark);
        }
        if (!header.has(OK)) {
            throw new CorpusError(new Source(header.file(), 1, 1), "nothing is expected",
                    "write ; expect reject: PHASE CODE [at N] or ; expect ok");
        }
        return answer("ok");
    }

    private void panic(ObjectNode value) {
        ProgramHeader.Entry panic = header.find(PANIC);
        ProgramHeader.Entry trace = header.find(TRACE);
        if (panic == null) {
            if (trace != null) {
                throw new CorpusError(trace.at(), "a trace without a panic", "write ; expect panic: CODE");
            }
            value.put("panic", "$absent");
            return;
        }
        ProgramHeader.Entry status = header.find(STATUS);
        if (status != null) {
            throw new CorpusError(status.at(), "a panic ends a run with the status panic", "remove this line");
        }
        ObjectNode expected = value.putObject("panic").put("code", header.required(PANIC));
        if (trace != null) {
            frames(expected.putArray("trace"), trace);
        }
    }

    /** The frames of a trace, innermost first: {@code f:12}, or {@code f} for any line. */
    private void frames(ArrayNode frames, ProgramHeader.Entry trace) {
        for (String word : header.words(trace.key())) {
            int colon = word.lastIndexOf(':');
            ObjectNode frame = frames.addObject().put("function", colon < 0 ? word : word.substring(0, colon));
            if (colon >= 0) {
                frame.put("line", header.number(TRACE, word.substring(colon + 1)));
            }
        }
    }

    private ObjectNode rejected(String body, OptionalInt mark) {
        alone(REJECT, "a refused module does nothing else");
        String[] words = header.required(REJECT).split("\\s+");
        boolean placed = words.length == 4 && words[2].equals("at");
        if (!PHASES.contains(words[0]) || !placed && words.length != 2) {
            throw header.error(REJECT, "'" + header.required(REJECT) + "' is no refusal",
                    "write PHASE CODE or PHASE CODE at N; the phases are " + String.join(", ", PHASES));
        }
        ObjectNode answer = answer("reject").put("phase", words[0]).put("code", words[1]);
        return placed ? answer.put("at", place(words[3], body, mark)) : answer;
    }

    /**
     * Parses a position: a number, {@code @} for the mark in a row of bytes, or {@code line:column} for a byte of the
     * text sent.
     */
    private int place(String word, String body, OptionalInt mark) {
        if (word.equals("@")) {
            return mark.orElseThrow(() -> header.error(REJECT, "at @, but there is no @ among the bytes",
                    "put @ before the byte at fault"));
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            return header.number(REJECT, word);
        }
        int line = header.number(REJECT, word.substring(0, colon));
        int column = header.number(REJECT, word.substring(colon + 1));
        String before = body.lines().limit(Math.max(0, line - 1)).map(text -> text + "\n").collect(Collectors
                .joining());
        int end = before.length() + column - 1;
        if (line < 1 || line > body.lines().count() + 1 || column < 1 || end > body.length()) {
            throw header.error(REJECT, "the file has no place " + word, "write line:column of the fault");
        }
        return body.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private void count(ObjectNode value, String key, String counter) {
        ProgramHeader.Entry entry = header.find(key);
        if (entry != null) {
            ObjectNode counters = value.get("counters") instanceof ObjectNode there
                    ? there
                    : value.putObject("counters");
            counters.put(counter, header.number(key, entry.value()));
        }
    }

    private String rows(String key) {
        ProgramHeader.Entry entry = header.find(key);
        if (entry == null) {
            return "";
        }
        if (!entry.value().isEmpty() || entry.rows().isEmpty()) {
            throw header.error(key, "the text of '" + key + "' stands below it",
                    "write a line ; | TEXT for each line; leave the key out if nothing is written");
        }
        return entry.rows().stream().map(ProgramHeader.Row::text).collect(Collectors.joining());
    }

    /** The expected lines of standard error, each a JSON pattern. */
    private ObjectNode log() {
        if (header.has(STDERR)) {
            throw header.error(LOG, "standard error is expected twice",
                    "keep one of '" + STDERR + "' and '" + LOG + "'");
        }
        ObjectNode pattern = JSON.objectNode();
        ArrayNode lines = pattern.putArray(Matcher.LINES);
        rows(LOG).lines().forEach(line -> lines.add(FlowText.object(header.file(), line)));
        return pattern;
    }

    private static ObjectNode answer(String outcome) {
        return JSON.objectNode().put("outcome", outcome);
    }
}
