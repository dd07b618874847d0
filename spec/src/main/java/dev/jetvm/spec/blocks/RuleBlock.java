package dev.jetvm.spec.blocks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * {@code [rule#HDR-03,level=must,since=1.0]} over a paragraph, an open block or an example block: a clause. {@link RuleReader}
 * interprets it after the tree is complete and source locations are known.
 */
final class RuleBlock extends BlockProcessor {
    /** Attribute that holds the source text of the clause for the tree processor. */
    static final String SOURCE = "jet-source";
    static final String ROLE = "rule";

    RuleBlock() {
        super("rule",
                new HashMap<>(Map.of(Contexts.KEY, List.of(Contexts.PARAGRAPH, Contexts.OPEN, Contexts.EXAMPLE))));
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        List<String> lines = reader.readLines();
        Map<String, Object> kept = new LinkedHashMap<>(attributes);
        kept.put("role", ROLE);
        kept.put("reftext", BlockAttributes.text(attributes, "id"));
        kept.put(SOURCE, String.join("\n", lines));
        kept.remove("1");
        StructuralNode block = createBlock(parent, "open", lines, kept);
        // Placeholder for the line with ID, title and status. It must precede the text, which is parsed next.
        block.append(createBlock(block, "pass", ""));
        return block;
    }
}
