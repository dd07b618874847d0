package dev.jetvm.vm.options;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options of the runtime of one process: those of the command line before those of the environment, and these before
 * those of the file that {@value #CONFIG} names.
 *
 * <p>Errata: ERR-182, ERR-183, ERR-184, ERR-185.
 *
 * @param values value by name; without those that are not set
 * @param arguments the arguments of the program, without options of the runtime and the {@code --} that ends them
 * @param help whether {@code --jet-help} is among the arguments
 *
 * @spec BOOT-09a
 * @spec BOOT-09b
 * @spec BOOT-10
 * @spec CFG-09b
 * @spec CFG-08
 */
public record RuntimeOptions(Map<String, String> values, List<String> arguments, boolean help) {
    /** How an argument begins that is an option of the runtime. */
    static final String PREFIX = "--jet-";
    /** The variable that names the file of options. */
    public static final String CONFIG = "JET_CONFIG";
    private static final String END = "--";
    private static final String SET = "set";
    private static final String HELP = "help";

    /**
     * Separates the options from the arguments.
     *
     * @param further names of options that this implementation has besides those of {@link RuntimeOption}
     * @throws OptionException if one is unknown or malformed, or the file cannot be read
     */
    public static RuntimeOptions of(List<String> given, Map<String, String> environment, Set<String> further) {
        Reading reading = new Reading(further);
        String config = environment.getOrDefault(CONFIG, "");
        if (!config.isEmpty()) {
            reading.file(config);
        }
        for (RuntimeOption option : RuntimeOption.values()) {
            String value = environment.getOrDefault(option.variable(), "");
            if (!value.isEmpty()) {
                reading.set(option.option(), value, option.variable());
            }
        }
        int at = 0;
        while (at < given.size() && !given.get(at).equals(END)) {
            reading.argument(given.get(at));
            at++;
        }
        List<String> arguments = new ArrayList<>(reading.arguments);
        arguments.addAll(given.subList(Math.min(at + 1, given.size()), given.size()));
        return new RuntimeOptions(Map.copyOf(reading.values), List.copyOf(arguments), reading.help);
    }

    /** Reads one source after the other; a later value replaces an earlier one. */
    private static final class Reading {
        private final Set<String> further;
        private final Map<String, String> values = new TreeMap<>();
        private final List<String> arguments = new ArrayList<>();
        private boolean help;

        Reading(Set<String> further) {
            this.further = further;
        }

        void argument(String argument) {
            if (!argument.startsWith(PREFIX)) {
                arguments.add(argument);
                return;
            }
            int equals = argument.indexOf('=');
            String flag = argument.substring(PREFIX.length(), equals < 0 ? argument.length() : equals);
            String value = equals < 0 ? null : argument.substring(equals + 1);
            String where = PREFIX + flag;
            if (flag.equals(HELP) && value == null) {
                help = true;
            } else if (flag.equals(SET)) {
                assign(value == null ? "" : value, where);
            } else {
                RuntimeOption option = RuntimeOption.ofFlag(flag).orElseThrow(() -> new OptionException(
                        "there is no option " + where + "; --jet-help lists those that there are"));
                String text = value != null
                        ? value
                        : option.bare().orElseThrow(() -> new OptionException(
                                where + " needs a value: " + option.usage()));
                set(option.option(), text, where);
            }
        }

        private void assign(String assignment, String where) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new OptionException(where + ": '" + assignment + "' is not NAME=VALUE");
            }
            set(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip(), where);
        }

        void set(String name, String value, String where) {
            RuntimeOption option = RuntimeOption.named(name).orElse(null);
            if (option == null && !further.contains(name)) {
                Set<String> known = new TreeSet<>(further);
                for (RuntimeOption each : RuntimeOption.values()) {
                    known.add(each.option());
                }
                throw new OptionException(where + ": there is no option '" + name + "'; there are "
                        + String.join(", ", known));
            }
            values.put(name, option == null ? value : option.value(value, where));
        }

        void file(String name) {
            int number = 0;
            for (String line : lines(name)) {
                number++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    assign(text, name + ":" + number);
                }
            }
        }

        private static List<String> lines(String name) {
            try {
                return Files.readAllLines(Path.of(name));
            } catch (NoSuchFileException e) {
                throw new OptionException(CONFIG + ": there is no file " + name);
            } catch (CharacterCodingException e) {
                throw new OptionException(CONFIG + ": " + name + " is not UTF-8");
            } catch (IOException | InvalidPathException e) {
                throw new OptionException(CONFIG + ": " + name + " cannot be read: " + e.getMessage());
            }
        }
    }
}
