package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.protocol.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The binaries of the modules that stand as text in requests of case files, read from {@code binaries.json}. With them
 * the requests can be sent to an implementation that does not read text. {@code jet conformance binaries} checks the
 * file.
 */
public final class ModuleBinaries {
    /** Name of the file below the sources of the corpus. */
    public static final String FILE = "src/main/resources/jet/binaries.json";
    private static final String RESOURCE = "/jet/binaries.json";
    private static final String TEXT = "assembly";
    private static final String BINARY = "module";
    private static final String LIBRARIES = "modules";
    /** Operations on a module in either form; all other operations with a text are about the text. */
    private static final Set<String> EITHER_FORM = Set.of("vm.run", "vm.load", "module.check");
    private static final Map<String, String> BY_HASH = load();

    private ModuleBinaries() {}

    /** The step's message: in both forms if the binaries of all its texts are known. */
    static Step.Sent both(Request request) {
        List<String> texts = texts(request);
        if (texts.isEmpty() || !texts.stream().allMatch(text -> BY_HASH.containsKey(key(text)))) {
            return new Step.Message(request);
        }
        ObjectNode members = request.members().deepCopy();
        replace(members);
        members.path(LIBRARIES).forEach(ModuleBinaries::replace);
        return new Step.Program(request, new Request(request.op(), members));
    }

    private static void replace(JsonNode module) {
        if (module instanceof ObjectNode object && object.path(TEXT).isString()) {
            object.put(BINARY, BY_HASH.get(key(object.remove(TEXT).stringValue())));
        }
    }

    /** The module texts of a request that takes either form; empty for every other request. */
    private static List<String> texts(Request request) {
        if (!EITHER_FORM.contains(request.op())) {
            return List.of();
        }
        return Stream.concat(Stream.of(request.members()), request.members().path(LIBRARIES).valueStream())
                .map(module -> module.path(TEXT)).filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    /** The module texts in the requests of case files, in the order of the corpus. */
    public static List<String> texts(List<CorpusCase> cases) {
        return cases.stream().filter(each -> each.source().file().endsWith(".yaml"))
                .flatMap(each -> each.steps().stream()).map(Step::sent).flatMap(sent -> switch (sent) {
                    case Step.Message(Request request) -> texts(request).stream();
                    case Step.Program(Request text, Request _) -> texts(text).stream();
                    case Step.Start(Launch launch) ->
                        launch.program() instanceof Launch.Module module
                                ? Stream.of(module.text())
                                : Stream.<String>empty();
                    case Step.Raw _ -> Stream.<String>empty();
                }).distinct().toList();
    }

    /** The binary of a text in base64, if there is one. */
    public static Optional<String> find(String text) {
        return Optional.ofNullable(BY_HASH.get(key(text)));
    }

    /** The number of binaries, of which each must belong to a text. */
    public static int count() {
        return BY_HASH.size();
    }

    /**
     * The content of the file.
     *
     * @param binaries base64 by text
     */
    public static String content(Map<String, String> binaries) {
        Map<String, String> sorted = new TreeMap<>();
        binaries.forEach((text, binary) -> sorted.put(key(text), binary));
        StringBuilder content = new StringBuilder("{\n  \"format\": \"jet-binaries/1\",\n  \"binaries\": {\n");
        sorted.forEach((key, binary) -> content.append("    \"%s\": \"%s\"%s\n".formatted(key, binary,
                key.equals(((TreeMap<String, String>) sorted).lastKey()) ? "" : ",")));
        return content.append("  }\n}\n").toString();
    }

    /** The first 128 bits of the SHA-256 of a text, in hexadecimal. */
    private static String key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> load() {
        Map<String, String> binaries = new TreeMap<>();
        try (InputStream in = ModuleBinaries.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            JsonMapper.shared().readTree(in).required("binaries").forEachEntry((key, binary) -> binaries.put(key,
                    binary.asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(binaries);
    }
}
