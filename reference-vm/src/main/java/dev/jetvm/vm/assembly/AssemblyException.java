package dev.jetvm.vm.assembly;

import dev.jetvm.vm.text.Printable;
import java.util.List;

/** A text that is no module. It has at least one problem; the first one is what the protocol answers with. */
public final class AssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Problem> problems;
    private final int found;

    /** @param problems the first ones, in the order of the text; @param found how many there were */
    AssemblyException(List<Problem> problems, int found) {
        super(problems.getFirst().message(), null, false, false);
        this.problems = problems;
        this.found = found;
    }

    public List<Problem> problems() {
        return problems;
    }

    public String code() {
        return problems.getFirst().code();
    }

    /** From 1. */
    public int line() {
        return problems.getFirst().line();
    }

    /** In characters, from 1. */
    public int column() {
        return problems.getFirst().column();
    }

    public String hint() {
        return problems.getFirst().hint();
    }

    /** In bytes of the text in UTF-8. */
    public long offset() {
        return problems.getFirst().offset();
    }

    /**
     * All problems for a reader: place, message, the line, a caret, what to do.
     *
     * @param file name to say
     * @param text what was assembled
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
