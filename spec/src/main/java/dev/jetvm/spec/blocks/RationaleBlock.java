package dev.jetvm.spec.blocks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/** {@code [rationale]} over a paragraph or an open block: why a clause says what it says. It binds nobody. */
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
        // GeneratedBlocks as what it will be: the PDF converter asks for a quotation in a way that a later change does not reach.
        String context = "pdf".equals(parent.getDocument().getAttribute("backend")) ? "quote" : "open";
        return createBlock(parent, context, reader.readLines(), kept);
    }
}
