package dev.jetvm.spec.blocks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/** {@code [rationale]} over a paragraph or an open block: the reason for a clause. Not normative. */
final class RationaleBlock extends BlockProcessor {
    static final String ROLE = "rationale";

    RationaleBlock() {
        super("rationale",
                new HashMap<>(Map.of(Contexts.KEY, List.of(Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE))));
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>(attributes);
        kept.put("role", ROLE);
        kept.remove("1");
        // The block is created with its final context, because the PDF converter does not recognize a block that is
        // changed to a quotation later.
        String context = "pdf".equals(parent.getDocument().getAttribute("backend")) ? "quote" : "open";
        return createBlock(parent, context, reader.readLines(), kept);
    }
}
