package dev.jetvm.features.steps;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form of statements or values of a {@link ScenarioProgram}, and the instructions that it is translated to. */
record Statement(Pattern pattern, Translation translation) {

    /** Emits the instructions of one statement; the groups of the pattern are its variable parts. */
    interface Translation extends BiConsumer<ProgramFunction, MatchResult> {}

    static Statement of(String pattern, Translation translation) {
        return new Statement(Pattern.compile(pattern), translation);
    }

    /** Translates a text by the first form that it has; false if it has none. */
    static boolean translate(List<Statement> forms, ProgramFunction in, String text) {
        for (Statement form : forms) {
            Matcher matcher = form.pattern.matcher(text);
            if (matcher.matches()) {
                form.translation.accept(in, matcher.toMatchResult());
                return true;
            }
        }
        return false;
    }
}
