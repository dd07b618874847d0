package dev.jetvm.vm.assembly;

import dev.jetvm.vm.text.Printable;
import java.util.List;

/** Thrown for a text that cannot be assembled. It has at least one problem; the protocol answers with the first. */
public final class AssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Problem> problems;
    private final int found;

    /**
     * @param problems the first problems, in text order
     * @param found the number of all problems
     */
    AssemblyException(List<Problem> problems, int found) {
        super(problems.getFirst().message(), null, false, false);
        this.problems = problems;
        this.found = found;
    }

    /** Returns the first problems in text order: at least one, at most 20. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the normative code of the first problem. */
    public String code() {
        return problems.getFirst().code();
    }

    /** Returns the line of the first problem, from 1. */
    public int line() {
        return problems.getFirst().line();
    }

    /** Returns the column of the first problem in characters (Unicode scalar values), from 1. */
    public int column() {
        return problems.getFirst().column();
    }

    /** Returns the hint of the first problem, or an empty string. */
    public String hint() {
        return problems.getFirst().hint();
    }

    /** Returns the offset of the first problem in bytes of the text in UTF-8. */
    public long offset() {
        return problems.getFirst().offset();
    }

    /**
     * Formats the problems for a reader: position, message, source line, caret and hint.
     *
     * @param file name to display
     * @param text the text that was assembled
     */
    public String report(String file, String text) {
        StringBuilder out = new StringBuilder();
        problems.forEach(problem -> out.append(problem.report(file, text)));
        if (found > problems.size()) {
            out.append(Printable.text(file)).append(": and ").append(found - problems.size()).append(" more\n");
        }
        return out.toString();
    }
}
