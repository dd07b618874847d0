package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.RejectException;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the values of options. */
final class OptionValues {
    /** ASCII digits only, few enough for a long. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private OptionValues() {}

    /**
     * @throws RejectException invalid {@code option-value}
     */
    static long number(Map<String, String> options, String name, long otherwise, long least, long most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (DIGITS.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw RejectException.invalid("option-value", "%s is %d to %d, not %s".formatted(name, least, most, text));
    }

    static boolean truth(Map<String, String> options, String name, boolean otherwise) {
        return switch (options.getOrDefault(name, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RejectException.invalid("option-value", name + " is true or false");
        };
    }

    /** Returns whether an option has its second value. Its first one is the default. */
    static boolean choice(Map<String, String> options, String name, String first, String second) {
        String value = options.getOrDefault(name, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw RejectException.invalid("option-value", name + " is " + first + " or " + second);
        }
        return value.equals(second);
    }
}
