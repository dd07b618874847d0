package dev.jetvm.conformance.corpus;

import tools.jackson.databind.node.ObjectNode;

/** One mapping of YAML in flow style, with the tags of case files: how exchanges are written outside of them. */
public final class FlowText {
    private FlowText() {}

    /**
     * @param text {@code {word: "0x8"}}; {@code !hex} and {@code !utf8} become base64
     * @throws CorpusError if it is no YAML or no mapping
     */
    public static ObjectNode object(String file, String text) {
        if (Conversion.plain(file).json(YamlText.compose(file, text)) instanceof ObjectNode object) {
            return object;
        }
        throw new CorpusError(new Source(file, 1, 1), "'" + text + "' is no mapping", "write {member: value}");
    }
}
