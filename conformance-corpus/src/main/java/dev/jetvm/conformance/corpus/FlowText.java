package dev.jetvm.conformance.corpus;

import tools.jackson.databind.node.ObjectNode;

/** Reads one YAML mapping in flow style with the tags of case files: the notation for exchanges outside case files. */
public final class FlowText {
    private FlowText() {}

    /**
     * @param text {@code {word: "0x8"}}; {@code !hex} and {@code !utf8} become base64
     * @throws CorpusError if the text is not valid YAML or not a mapping
     */
    public static ObjectNode object(String file, String text) {
        if (Conversion.plain(file).json(YamlText.compose(file, text)) instanceof ObjectNode object) {
            return object;
        }
        throw new CorpusError(new Source(file, 1, 1), "'" + text + "' is no mapping", "write {member: value}");
    }
}
