package dev.jetvm.vm.options;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of the runtime, one row each: the help of the command and the table of the book are made from it.
 *
 * <p>Errata: ERR-184, ERR-185.
 *
 * @spec BOOT-03
 * @spec BOOT-04
 * @spec BOOT-05
 * @spec BOOT-06
 * @spec BOOT-07
 */
public enum RuntimeOption {
    HEAP_INITIAL_SIZE("heap.initial_size", "heap-size", Form.SIZE, "256M", "size of the heap at the start"),
    HEAP_MAX_SIZE("heap.max_size", "", Form.SIZE, "0", "greatest size of the heap; 0 is no limit"),
    NURSERY_SIZE("gc.nursery_size", "", Form.SIZE, "32M", "size of the nursery of each worker"),
    COLLECTION_THRESHOLD("gc.collection_threshold", "", Form.NUMBER, "70",
            "percent of the target at which a full collection starts"),
    GC_LOG("gc.log", "gc-log", Form.TRUTH, "false", "a line on standard error for each collection"),
    GC_PARALLEL("gc.parallel", "gc-parallel", Form.THREADS, "1", "number of threads that mark"),
    THREADS("scheduler.threads", "threads", Form.NUMBER, "processors", "greatest number of workers"),
    STACK_SIZE("scheduler.stack_size", "stack-size", Form.SIZE, "64K",
            "size of the first segment of the stack of a task"),
    MAX_STACK_SIZE("scheduler.max_stack_size", "", Form.SIZE, "8M", "greatest size of the stack of a task"),
    PANIC_MODE("panic.mode", "", Form.MODE, "unwind",
            "whether a panic unwinds, or ends the process at once with status 134"),
    SHUTDOWN_TIMEOUT("shutdown.timeout_ms", "", Form.NUMBER, "5000",
            "how long the end of the process waits for tasks, in milliseconds"),
    LEAK_CHECK("leak.check", "leak-check", Form.TRUTH, "false",
            "a line on standard error for each resource that was not released"),
    LOG_TOPICS("log.topics", "log", Form.TOPIC, "none", "what is logged on standard error: the phases of the start");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19})([KMG]?)");
    private static final int SIZE_BITS = 62;

    /** How a value is written. */
    private enum Form {
        SIZE("SIZE"), NUMBER("N"), TRUTH("true|false"), THREADS("N"), MODE("unwind|abort"), TOPIC("none|boot");

        private final String label;

        Form(String label) {
            this.label = label;
        }
    }

    private final String name;
    private final String flag;
    private final Form form;
    private final String standard;
    private final String meaning;

    RuntimeOption(String name, String flag, Form form, String standard, String meaning) {
        this.name = name;
        this.flag = flag;
        this.form = form;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The name, {@code heap.initial_size}. */
    public String option() {
        return name;
    }

    /** What the option determines. */
    public String meaning() {
        return meaning;
    }

    /** The default, in words. */
    public String standard() {
        return standard;
    }

    /** The form of the value, {@code SIZE}. */
    public String form() {
        return form.label;
    }

    /** The flag with its value, {@code --jet-heap-size=SIZE}; empty if there is none. */
    public String usage() {
        return flag.isEmpty() ? "" : RuntimeOptions.PREFIX + flag + switch (form) {
            case TRUTH -> "";
            case THREADS -> "[=N]";
            default -> "=" + form.label;
        };
    }

    /** The variable of the environment, {@code JET_HEAP_INITIAL_SIZE}. */
    public String variable() {
        return "JET_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static Optional<RuntimeOption> ofFlag(String flag) {
        return Stream.of(values()).filter(option -> !flag.isEmpty() && option.flag.equals(flag)).findFirst();
    }

    static Optional<RuntimeOption> named(String name) {
        return Stream.of(values()).filter(option -> option.name.equals(name)).findFirst();
    }

    /** The value of a flag that is written without one; empty if it needs a value. */
    Optional<String> bare() {
        return switch (form) {
            case TRUTH -> Optional.of("true");
            case THREADS -> Optional.of(Integer.toString(Runtime.getRuntime().availableProcessors()));
            default -> Optional.empty();
        };
    }

    /**
     * A value with its size in bytes, as the machine reads it.
     *
     * @throws OptionException if a size is malformed; other values are checked by the machine
     */
    String value(String text, String where) {
        if (form != Form.SIZE) {
            return text;
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(
                    where + ": '" + text + "' is no size; a size is digits and an optional K, M or G");
        }
        int shift = matcher.group(2).isEmpty() ? 0 : 10 * (1 + "KMG".indexOf(matcher.group(2)));
        BigInteger size = new BigInteger(matcher.group(1)).shiftLeft(shift);
        if (size.bitLength() > SIZE_BITS) {
            throw new OptionException(where + ": " + text + " is too large for a size");
        }
        return size.toString();
    }
}
