package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the lines of a {@code [program]} block: programs in the text form, each followed by the answer to
 * {@code vm.run} or another operation on lines that begin with the arrow. Required lines may be omitted: those that
 * name the module and its entry, and those around the code if there is only one function. Further modules that begin
 * with {@code .module} are available for import.
 */
final class ProgramReader {
    /** Attribute with members of the request other than the program, in flow style. */
    static final String WITH = "with";
    private static final String ARROW = "->";
    private static final List<String> HEAD = List.of(".module \"main\"", ".entry main");

    private final Book book;
    private final String operation;
    private final String members;

    /**
     * @param operation the operation to send; {@code vm.run} if empty
     * @param members members of the request other than the program, in flow style; may be empty
     */
    ProgramReader(Book book, String operation, String members) {
        this.book = book;
        this.operation = operation.isEmpty() ? "vm.run" : operation;
        this.members = members;
    }

    List<Exchange> read(List<String> lines, Place first) {
        List<Exchange> exchanges = new ArrayList<>();
        List<String> program = new ArrayList<>();
        StringBuilder answer = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= lines.size(); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (i < lines.size() && line.startsWith(ARROW)) {
                answer.append(' ').append(line.substring(ARROW.length()).strip());
                continue;
            }
            if (!answer.isEmpty()) {
                exchanges.add(exchange(List.copyOf(program), answer.toString().strip(),
                        new Place(first.file(), first.line() + start)));
                program.clear();
                answer.setLength(0);
            }
            if (!line.isBlank()) {
                start = program.isEmpty() ? i : start;
                program.add(line.stripTrailing());
            }
        }
        if (!program.isEmpty()) {
            book.problem(new Place(first.file(), first.line() + start), "a program without an answer, '-> ok {...}'");
        }
        return exchanges;
    }

    private Exchange exchange(List<String> program, String answer, Place place) {
        List<String> modules = modules(program).stream().map(ProgramReader::assembly).toList();
        String library = modules.size() == 1
                ? ""
                : ", modules: [" + String.join(", ", modules.subList(1, modules.size()).stream()
                        .map(module -> "{" + module + "}").toList()) + "]";
        String more = members.isEmpty() ? "" : ", " + members;
        return new Exchange(place, operation + " {" + modules.getFirst() + library + more + "}", answer, List.of(),
                program);
    }

    private static String assembly(List<String> lines) {
        return "assembly: " + quoted(String.join("\n", whole(lines)) + "\n");
    }

    /** The program, followed by the other modules; each {@code .module} line begins one. */
    private static List<List<String>> modules(List<String> program) {
        List<List<String>> modules = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : program) {
            if (line.startsWith(".module") && !modules.getLast().isEmpty()) {
                modules.add(new ArrayList<>());
            }
            modules.getLast().add(line);
        }
        return modules;
    }

    private static List<String> whole(List<String> program) {
        if (program.stream().anyMatch(line -> line.startsWith(".module"))) {
            return program;
        }
        List<String> body = program.stream().anyMatch(line -> line.startsWith(".function"))
                ? program
                : Stream.of(List.of(".function main arity=0"), program, List.of(".end")).flatMap(List::stream).toList();
        return Stream.concat(HEAD.stream(), body.stream()).toList();
    }

    /** A double-quoted YAML scalar. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
