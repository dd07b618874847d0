package dev.jetvm.spec.blocks;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.spec.book.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The column of the table of panic codes with, for each code, a case of the suite that raises it. */
public final class PanicCases {
    /** The codes that no case is required to raise, each with the reason. */
    public static final Map<String, String> WITHOUT = Map.of(
            "finalizer-isolation", "none: <<FIN-09>> permits it and requires it nowhere",
            "stack-underflow", "none: <<INTERP-07>> refuses the code before it runs",
            "opcode", "none: <<ISA-34>> refuses the code before it runs",
            "import", "none: reserved");
    /** Programs come first: a reader can run them. Of these, the shortest name is the plainest. */
    private static final Comparator<CorpusCase> PLAINEST = Comparator
            .comparing((CorpusCase each) -> !each.chapter().equals("programs"))
            .thenComparing(each -> each.id().length()).thenComparing(CorpusCase::id);

    private PanicCases() {}

    /**
     * Returns the table with a further column, which has for each code a case, or the reason why there is none.
     *
     * @param codes the column with the codes
     * @throws IllegalArgumentException if the column does not exist, or a code has neither a case nor a reason
     */
    static Tables.Table withCases(Tables.Table table, String codes) {
        List<String> all = table.keep(codes).rows().stream().map(List::getFirst).toList();
        Map<String, String> cases = byCode();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            String code = all.get(k);
            String id = cases.get(code);
            String shown = id == null ? WITHOUT.get(code) : GeneratedBlocks.literal(id);
            if (shown == null) {
                throw new IllegalArgumentException("no case raises the panic " + code);
            }
            rows.add(Stream.concat(table.rows().get(k).stream(), Stream.of(shown)).toList());
        }
        return new Tables.Table(table.name(), Stream.concat(table.columns().stream(), Stream.of("raised by")).toList(),
                rows);
    }

    /** Returns the id of a case for each code of a panic that a case expects. */
    public static Map<String, String> byCode() {
        Map<String, String> cases = new HashMap<>();
        Corpus.load().stream().filter(each -> each.profile().equals("tagged") && each.differs().isEmpty())
                .sorted(PLAINEST)
                .forEach(each -> each.steps().forEach(step -> raised(step.expect())
                        .forEach(code -> cases.putIfAbsent(code, each.id()))));
        return cases;
    }

    /** The codes of the panics of an operation, and of the program that it runs. */
    private static Stream<String> raised(JsonNode expect) {
        Stream<String> operation = expect.path("outcome").asString("").equals("panic")
                ? Stream.of(expect.path("code").asString(""))
                : Stream.of();
        return Stream.concat(operation, Stream.of(expect.path("value").path("panic").path("code").asString("")))
                .filter(code -> !code.isEmpty());
    }
}
