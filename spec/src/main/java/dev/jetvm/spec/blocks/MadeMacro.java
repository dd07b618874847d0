package dev.jetvm.spec.blocks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;

/**
 * A block that the build fills: {@code table::describe[topic=header,name=fields]}, {@code requirements::open[]},
 * {@code clauses::index[]}. Here it only keeps its place; {@link BookTree} fills it when the whole text is known.
 */
final class MadeMacro extends BlockMacroProcessor {
    static final String ROLE = "made";
    static final String WHAT = "jet-made";

    MadeMacro(String name) {
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
