package dev.jetvm.spec.example;

import dev.jetvm.conformance.corpus.CorpusError;
import dev.jetvm.conformance.corpus.FlowText;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.spec.book.Exchange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parses the two sides of an exchange. */
final class ExchangeText {
    private ExchangeText() {}

    /** An exchange that cannot be parsed. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** {@code value.decode {word: "0x8"}}: the operation, then its members. */
    static Request request(Exchange exchange) throws Unreadable {
        String text = exchange.request();
        int end = text.indexOf(' ');
        String op = end < 0 ? text : text.substring(0, end);
        if (!op.matches("[a-z]+(\\.[a-zA-Z0-9-]+)?")) {
            throw new Unreadable("'" + op + "' is no operation");
        }
        return new Request(op, members(exchange, end < 0 ? "" : text.substring(end)));
    }

    /**
     * The expectation in the notation of case files: {@code ok {..}}, {@code panic CODE}, {@code reject PHASE CODE {at:
     * 3}}, {@code unsupported FEATURE}, {@code error CODE}. A text that does not begin with an outcome is the value of
     * {@code ok}.
     */
    static ObjectNode expectation(Exchange exchange) throws Unreadable {
        String text = exchange.expect();
        int brace = text.indexOf('{');
        String head = brace < 0 ? text : text.substring(0, brace);
        List<String> words = Arrays.stream(head.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
        Optional<Outcome> outcome = words.isEmpty() ? Optional.empty() : Outcome.ofWire(words.getFirst());
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        if (outcome.isEmpty() || outcome.get() == Outcome.OK) {
            String value = outcome.isEmpty() ? text : text.substring(outcome.get().wire().length());
            return expected.put("outcome", "ok").set("value", members(exchange, value));
        }
        expected.put("outcome", words.getFirst());
        List<String> names = switch (outcome.get()) {
            case PANIC, ERROR -> List.of("code");
            case REJECT -> List.of("phase", "code");
            case UNSUPPORTED -> List.of("feature");
            default -> List.<String>of();
        };
        if (words.size() - 1 != names.size()) {
            throw new Unreadable("'" + text + "': after " + words.getFirst() + " comes "
                    + (names.isEmpty() ? "nothing" : String.join(" and ", names)));
        }
        for (int i = 0; i < names.size(); i++) {
            expected.put(names.get(i), words.get(i + 1));
        }
        if (brace >= 0) {
            expected.setAll(members(exchange, text.substring(brace)));
        }
        return expected;
    }

    private static ObjectNode members(Exchange exchange, String text) throws Unreadable {
        String bare = text.strip();
        String braced = bare.startsWith("{") && bare.endsWith("}") ? bare : "{" + bare + "}";
        try {
            return FlowText.object(exchange.place().file(), braced);
        } catch (CorpusError e) {
            throw new Unreadable("'" + bare + "' cannot be read: " + e.getMessage());
        }
    }
}
