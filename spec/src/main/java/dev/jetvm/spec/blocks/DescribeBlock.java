package dev.jetvm.spec.blocks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/** {@code [describe,topic=header,name=fields]} over an empty open block: the same as the macro {@link GeneratedBlockMacro}. */
final class DescribeBlock extends BlockProcessor {

    DescribeBlock() {
        super("describe",
                new HashMap<>(Map.of(Contexts.KEY, List.of(Contexts.OPEN, Contexts.EXAMPLE, Contexts.PARAGRAPH))));
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>(attributes);
        kept.put("role", GeneratedBlockMacro.ROLE);
        kept.put(GeneratedBlockMacro.WHAT, "table::describe");
        kept.remove("1");
        return createBlock(parent, "open", List.of(), kept);
    }
}
