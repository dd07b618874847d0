package dev.jetvm.spec.blocks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;

/**
 * A block with generated content: {@code table::describe[topic=header,name=fields]}, {@code requirements::open[]},
 * {@code clauses::index[]}. The macro creates an empty block; {@link BookTree} adds the content after the whole text is parsed.
 */
final class GeneratedBlockMacro extends BlockMacroProcessor {
    static final String ROLE = "made";
    static final String WHAT = "jet-made";

    GeneratedBlockMacro(String name) {
        super(name);
    }

    @Override
    public StructuralNode process(StructuralNode parent, String target, Map<String, Object> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>(attributes);
        kept.put("role", ROLE);
        kept.put(WHAT, getName() + "::" + target);
        return createBlock(parent, "open", List.of(), kept);
    }
}
