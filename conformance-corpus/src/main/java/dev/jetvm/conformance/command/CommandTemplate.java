package dev.jetvm.conformance.command;

import dev.jetvm.conformance.agent.CommandLine;
import dev.jetvm.conformance.session.ProcessFeatures;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line that starts a program, {@code ./my-jet {module} {args}}. It is split into words before anything is
 * filled in, and no shell sees it, so an argument with blanks or quotes stays one argument.
 *
 * @spec CONF-26
 */
public final class CommandTemplate {
    private static final String MODULE = "{module}";
    private static final String TEXT = "{text}";
    private static final String ARGUMENTS = "{args}";
    private static final String OPTIONS = "{options}";
    private static final Set<String> KNOWN = Set.of(MODULE, TEXT, ARGUMENTS, OPTIONS);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

    private final List<String> words;

    private CommandTemplate(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * Parses a template as {@link CommandLine} splits it. The program, and words that begin with {@code ./} or
     * {@code ../}, are taken relative to a folder, since the command is started in a folder of its own.
     *
     * @param home the folder
     * @throws IllegalArgumentException if a quote is not closed, a placeholder is missing, unknown or misplaced, or the
     *         program does not exist; with a message for the user
     */
    public static CommandTemplate parse(String text, Path home) {
        List<String> words = new ArrayList<>(CommandLine.parse(text));
        CommandTemplate template = of(words);
        words.set(0, program(words.getFirst(), home));
        words.replaceAll(word -> word.startsWith("./") || word.startsWith("../")
                ? home.resolve(word).toAbsolutePath().normalize().toString()
                : word);
        return words.equals(template.words) ? template : new CommandTemplate(words);
    }

    /**
     * A template of words.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static CommandTemplate of(List<String> words) {
        int modules = 0;
        for (String word : words) {
            Matcher found = PLACEHOLDER.matcher(word);
            while (found.find()) {
                String name = found.group();
                if (!KNOWN.contains(name)) {
                    throw new IllegalArgumentException("there is no placeholder " + name
                            + "; there are {module} or {text}, {args} and {options}");
                }
                modules += name.equals(MODULE) || name.equals(TEXT) ? 1 : 0;
                if ((name.equals(ARGUMENTS) || name.equals(OPTIONS)) && !word.equals(name)) {
                    throw new IllegalArgumentException(name + " stands for any number of words, so it has to be a word"
                            + " of its own, not a part of " + word);
                }
            }
        }
        if (modules != 1) {
            throw new IllegalArgumentException((modules == 0 ? "the command does not say" : "the command says twice")
                    + " where the program goes: write {module} once for the path of a binary module, or {text} for"
                    + " its text form, as in './my-jet {module} {args}'");
        }
        for (String name : List.of(ARGUMENTS, OPTIONS)) {
            if (words.stream().filter(name::equals).count() > 1) {
                throw new IllegalArgumentException(name + " is written twice");
            }
        }
        if (PLACEHOLDER.matcher(words.getFirst()).find()) {
            throw new IllegalArgumentException("the first word is the program and has no placeholder");
        }
        return new CommandTemplate(words);
    }

    /** The path of the program, which is looked up as a shell does. */
    private static String program(String name, Path home) {
        if (name.contains("/") || name.contains(File.separator)) {
            Path file = home.resolve(name).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("the program " + name + " does not exist");
            }
            if (!Files.isExecutable(file)) {
                throw new IllegalArgumentException(
                        "the program " + name + " is not executable (chmod +x " + name + ")");
            }
            return file.toString();
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = home.resolve(folder).resolve(name).toAbsolutePath();
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new IllegalArgumentException("the program " + name + " is not on the path"
                + (Files.exists(home.resolve(name)) ? "; one in this folder is ./" + name : ""));
    }

    /** The words of a command. */
    List<String> fill(Path module, List<String> arguments) {
        List<String> filled = new ArrayList<>();
        for (String word : words) {
            switch (word) {
                case ARGUMENTS -> filled.addAll(arguments);
                case OPTIONS -> {
                    // says only that the arguments may contain options of the runtime
                }
                default -> filled.add(word.replace(MODULE, module.toString()).replace(TEXT, module.toString()));
            }
        }
        return filled;
    }

    /** Whether the program is given as text. */
    boolean takesText() {
        return words.stream().anyMatch(word -> word.contains(TEXT));
    }

    /** The features of the implementation that the template shows, sorted. */
    public Set<String> features() {
        Set<String> features = new TreeSet<>(Set.of(ProcessFeatures.COMMAND));
        if (words.contains(ARGUMENTS)) {
            features.add(ProcessFeatures.ARGUMENTS);
        }
        if (words.contains(ARGUMENTS) && words.contains(OPTIONS)) {
            features.add(ProcessFeatures.OPTIONS);
        }
        return features;
    }

    /** The name of the program, without its folder. */
    public String name() {
        Path name = Path.of(words.getFirst()).getFileName();
        return name == null ? words.getFirst() : name.toString();
    }

    /** The words, quoted for a shell. */
    @Override
    public String toString() {
        return ShellText.words(words);
    }
}
