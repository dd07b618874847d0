import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A request: its members, each of the form that its operation requires (CONF-05, CONF-07); the answers (CONF-16). */
record Request(long id, Map<String, Object> members) {

    private static final BigInteger INTEGER_LIMIT = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);
    private static final int MOST_MESSAGE = 200;
    private static final Predicate<String> DECIMAL = Pattern.compile("-?[0-9]{1,40}").asMatchPredicate();

    /** Ends a request with an answer that is not {@code ok}. */
    @SuppressWarnings("serial") // is never serialized
    static final class Refused extends RuntimeException {
        private final transient Map<String, Object> answer;

        Refused(Map<String, Object> answer) {
            super(null, null, false, false);
            this.answer = answer;
        }

        Map<String, Object> answer() {
            return answer;
        }
    }

    static Request of(Object line) {
        if (!(line instanceof Map)) {
            throw new Refused(fault("bad-line"));
        }
        Map<String, Object> members = object(line, "the line");
        return new Request(from(members.get("id"), "id", 0), members);
    }

    static Map<String, Object> answer(Long id, Map<String, Object> given) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.putAll(given);
        return answer;
    }

    static Map<String, Object> ok(Map<String, Object> value) {
        return membersOf("outcome", "ok", "value", value);
    }

    static Map<String, Object> fault(String code) {
        return membersOf("outcome", "error", "code", code, "definite", true);
    }

    static Refused unsupported(String feature) {
        return new Refused(membersOf("outcome", "unsupported", "feature", feature));
    }

    static Refused badRequest(String message) {
        Map<String, Object> answer = fault("bad-request");
        int[] shown = message.codePoints().limit(MOST_MESSAGE).toArray();
        answer.put("message", new String(shown, 0, shown.length));
        return new Refused(answer);
    }

    /** A map of names and values by turns, in this order. Map.of has no order. */
    static Map<String, Object> membersOf(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return members;
    }

    static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw badRequest(otherwise);
        }
    }

    /** Reads a JSON number that is whole, at least {@code least} and at most 2^53 - 1. */
    static long from(Object value, String name, long least) {
        boolean legal = value instanceof BigInteger whole
                && whole.abs().compareTo(INTEGER_LIMIT) <= 0
                && whole.longValueExact() >= least;
        demand(legal, name + " is not a whole number from " + least);
        return ((BigInteger) value).longValueExact();
    }

    static String text(Map<String, Object> holder, String name) {
        if (holder.get(name) instanceof String text) {
            return text;
        }
        throw badRequest(name + " is not a text");
    }

    @SuppressWarnings("unchecked") // Json makes no other lists
    static List<Object> array(Object value, String name) {
        demand(value instanceof List, name + " is not an array");
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked") // Json makes no other maps
    static Map<String, Object> object(Object value, String name) {
        demand(value instanceof Map, name + " is not an object");
        return (Map<String, Object>) value;
    }

    static int within(Map<String, Object> holder, String name, int least, int most) {
        return Math.toIntExact(longWithin(holder, name, least, most));
    }

    /** Reads a whole number, as a JSON number or as decimal digits in a text. */
    static long longWithin(Map<String, Object> holder, String name, long least, long most) {
        BigInteger read = switch (holder.get(name)) {
            case BigInteger whole -> whole;
            case String digits when DECIMAL.test(digits) -> new BigInteger(digits);
            case null, default -> null;
        };
        boolean legal = read != null
                && read.compareTo(BigInteger.valueOf(least)) >= 0
                && read.compareTo(BigInteger.valueOf(most)) <= 0;
        demand(legal, name + " is not a whole number from " + least + " to " + most);
        return read.longValueExact();
    }

    /** As {@code within}, with a value for an absent member. A member that is null is present. */
    static int optionalWithin(Map<String, Object> holder, String name, int least, int most, int absent) {
        return holder.containsKey(name) ? within(holder, name, least, most) : absent;
    }

    /** Reads up to 40 decimal digits and keeps the 64 low bits, which is what a source of chance takes. */
    static long optionalSeed(Map<String, Object> holder) {
        if (!holder.containsKey("seed")) {
            return 0;
        }
        String digits = text(holder, "seed");
        demand(DECIMAL.test(digits), "seed is not a decimal number");
        return new BigInteger(digits).longValue();
    }
}
