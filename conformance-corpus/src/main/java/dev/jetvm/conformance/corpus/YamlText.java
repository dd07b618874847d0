package dev.jetvm.conformance.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Parses YAML into nodes with positions, so that every later error can name line and column. */
final class YamlText {
    static final Tag HEX = new Tag("!hex");
    static final Tag UTF8 = new Tag("!utf8");
    static final Tag REPEAT = new Tag("!repeat");

    private YamlText() {}

    /** The root node of a file. */
    static Node compose(String file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).setSchema(new CoreSchema()).setUseMarks(true)
                .build();
        try {
            return new Compose(settings).composeString(text).orElseThrow(() -> new CorpusError(new Source(file, 1, 1),
                    "the file is empty", "write format: jet-cases/1, chapter: and cases:"));
        } catch (MarkedYamlEngineException e) {
            throw new CorpusError(place(file, e.getProblemMark().or(e::getContextMark)), "no YAML: " + e.getProblem(),
                    "see the columns around it; words such as 0x8 and texts with { } : # belong in quotes");
        } catch (YamlEngineException e) {
            throw new CorpusError(new Source(file, 1, 1), "no YAML: " + e.getMessage(), "write UTF-8 text");
        }
    }

    static Source place(String file, Node node) {
        return place(file, node.getStartMark());
    }

    private static Source place(String file, Optional<Mark> mark) {
        return mark.map(m -> new Source(file, m.getLine() + 1, m.getColumn() + 1)).orElse(new Source(file, 1, 1));
    }

    /** The base64 text of a {@code !hex} or {@code !utf8} scalar. */
    static String base64(String file, ScalarNode node, String text) {
        return Base64.getEncoder().encodeToString(bytes(file, node, text));
    }

    private static byte[] bytes(String file, ScalarNode node, String text) {
        if (node.getTag().equals(UTF8)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new CorpusError(place(file, node), "!hex \"" + text + "\" is no row of bytes",
                    "write two hexadecimal digits a byte, blanks between them as you like");
        }
    }
}
