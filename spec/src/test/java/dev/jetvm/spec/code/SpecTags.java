package dev.jetvm.spec.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code @spec} tags of Java sources. A tag is a line of its own in a Javadoc comment and names one clause or one
 * erratum.
 */
final class SpecTags {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TAG = Pattern
            .compile("(?m)^[ \\t]*(?:/\\*)?\\*+[ \\t]*@spec\\b[ \\t]*(.*?)[ \\t]*(?:\\*/)?$");
    private static final Pattern OLD = Pattern.compile("\\bClauses?:\\s+[A-Z]+-[0-9].*");

    private SpecTags() {}

    /**
     * A tag, or what stands where one should.
     *
     * @param file as it was read
     * @param line the first is 1
     * @param text what follows {@code @spec}, blanks removed
     */
    record Tag(Path file, int line, String text) {
        @Override
        public String toString() {
            return file + ":" + line + ": @spec " + text;
        }
    }

    /** The tags of all Java files below a folder, in the order of the files' names and of their lines. */
    static List<Tag> below(Path folder) throws IOException {
        return lines(folder, TAG);
    }

    /** Clauses that are named in a sentence, "Clauses: HDR-01 to HDR-09", instead of by tags. */
    static List<Tag> sentencesBelow(Path folder) throws IOException {
        return lines(folder, OLD);
    }

    /** The tags of one file's text. */
    static List<Tag> of(Path file, String text) {
        return lines(file, text, TAG);
    }

    private static List<Tag> lines(Path folder, Pattern wanted) throws IOException {
        List<Tag> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                found.addAll(lines(file, Files.readString(file), wanted));
            }
        }
        return found;
    }

    private static List<Tag> lines(Path file, String text, Pattern wanted) {
        List<Tag> found = new ArrayList<>();
        Matcher comment = COMMENT.matcher(text);
        while (comment.find()) {
            Matcher line = wanted.matcher(text).region(comment.start(), comment.end()).useAnchoringBounds(false);
            while (line.find()) {
                int number = 1 + (int) text.substring(0, line.start()).chars().filter(each -> each == '\n').count();
                found.add(new Tag(file, number, line.groupCount() == 0 ? line.group() : line.group(1)));
            }
        }
        return found;
    }
}
