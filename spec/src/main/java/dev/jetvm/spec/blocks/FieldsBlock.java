package dev.jetvm.spec.blocks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockProcessor;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;

/**
 * {@code [bitfield,bits=64]} and {@code [bytefield,bytes=16]} over a listing, a literal or an open block: the fields of
 * a word or of an image, one per line. {@link FieldDiagram} draws them.
 */
final class FieldsBlock extends BlockProcessor {
    static final String ROLE = "fields";
    static final String UNIT = "jet-unit";

    FieldsBlock(String name) {
        super(name,
                new HashMap<>(Map.of(Contexts.KEY,
                        List.of(Contexts.LISTING, Contexts.LITERAL, Contexts.OPEN, Contexts.PARAGRAPH),
                        ContentModel.KEY, ContentModel.VERBATIM)));
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>(attributes);
        kept.put("role", ROLE);
        kept.put(UNIT, getName());
        kept.remove("1");
        return createBlock(parent, "listing", reader.readLines(), kept);
    }
}
