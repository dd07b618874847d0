package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the cases of a program or module file: {@code prog-<family>-<name>}, which is run, or
 * {@code mod-<family>-<name>}, which is only checked.
 *
 * <p>A program with a binary beside it is two cases in the tagged profile: its text, assembled by the implementation
 * and run without counters, and its binary, {@code .bin}, decoded and run with counters. In the NaN profile it is one,
 * the binary without counters, and only if it can see words ({@link Representation}). A module that is only checked is
 * one case: its binary if there is one, since checks are the same however it was written, and otherwise its text.
 */
final class ProgramReader {
    private static final List<String> COMMON = List.of("title", "rules", "kind", "level", "since", "profiles", "params",
            "requires", "rationale");
    private static final List<String> RUN = List.of("entry", "args", "limits", "modules", "lacks");
    private static final Set<String> LEVELS = new LinkedHashSet<>(List.of("must", "should", "may"));
    private static final Set<String> KINDS = new LinkedHashSet<>(List.of("example", "negative", "program"));
    private static final String TAGGED = "tagged";
    private static final Set<String> PROFILES = new LinkedHashSet<>(List.of(TAGGED, "nan"));
    private static final Set<String> LIMITS = new LinkedHashSet<>(List.of("steps", "frames", "stack"));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ProgramFile file;
    private final String text;
    private final ProgramHeader header;
    private final ProgramExpectation expectation;

    private ProgramReader(ProgramFile file, String text, ProgramHeader header) {
        this.file = file;
        this.text = header.body(text);
        this.header = header;
        this.expectation = new ProgramExpectation(header);
    }

    /** @throws CorpusError if the file is not a valid program */
    static List<CorpusCase> read(ProgramFile file) {
        String text = file.text();
        Set<String> known = new LinkedHashSet<>(COMMON);
        known.addAll(file.checked() ? List.of() : RUN);
        known.addAll(file.checked() ? ProgramExpectation.CHECK_KEYS : ProgramExpectation.RUN_KEYS);
        return new ProgramReader(file, text, ProgramHeader.read(file.name(), text, known)).cases();
    }

    /** The text of a program or library as sent: without its header, with line numbers preserved. */
    static String sent(String name, String text) {
        Set<String> known = new LinkedHashSet<>(COMMON);
        known.addAll(RUN);
        known.addAll(ProgramExpectation.RUN_KEYS);
        known.addAll(ProgramExpectation.CHECK_KEYS);
        return ProgramHeader.read(name, text, known).body(text);
    }

    private List<CorpusCase> cases() {
        if (file.isHex() && !file.checked()) {
            throw new CorpusError(new Source(file.name(), 1, 1), "bytes that are to be run",
                    "write bytes as a case of malformed/, or the program as text");
        }
        if (file.checked()) {
            return profiles().stream().map(this::checkedCase).toList();
        }
        ObjectNode expected = expectation.run(text);
        Optional<Request> binary = binary();
        Request request = uncounted(run("assembly", text, libraries(false)), expected);
        Set<String> needs = StepNeeds.ofContent(request, expected, rules());
        List<CorpusCase> cases = new ArrayList<>();
        for (String profile : profiles()) {
            boolean tagged = profile.equals(TAGGED);
            if (tagged || binary.isEmpty()) {
                cases.add(corpusCase("", profile, bothForms(request, binary, expected), expected, needs));
            }
            binary.map(it -> tagged ? it : uncounted(copy(it), expected)).ifPresent(it -> cases.add(
                    corpusCase(CorpusCase.BINARY, profile, new Step.Message(it), expected, needs)));
        }
        return cases;
    }

    private static Request copy(Request request) {
        return new Request(request.op(), request.members().deepCopy());
    }

    /**
     * The message with the text. To an implementation that does not read text its binary is sent, unless that is what
     * the second case sends anyway.
     */
    private static Step.Sent bothForms(Request request, Optional<Request> binary, ObjectNode expected) {
        return binary.map(it -> uncounted(copy(it), expected))
                .filter(it -> it.op().equals("vm.run") && !binary.equals(Optional.of(it))).<Step.Sent>map(
                        it -> new Step.Program(request, it))
                .orElse(new Step.Message(request));
    }

    private CorpusCase checkedCase(String profile) {
        if (file.isHex()) {
            HexText.Bytes bytes = HexText.read(file.name(), text);
            Step step = new Step(new Step.Message(check("module", base64(bytes.bytes()))),
                    expectation.checked(text, bytes.mark()));
            return corpusCase("", profile, step, StepNeeds.of(step, rules()));
        }
        Request request = check("assembly", text);
        ObjectNode expected = expectation.checked(text, OptionalInt.empty());
        return corpusCase("", profile, new Step(new Step.Message(binary().orElse(request)), expected),
                StepNeeds.ofContent(request, expected, rules()));
    }

    /** The request with the binary; empty if the binary or that of one of its libraries is missing. */
    private Optional<Request> binary() {
        if (!Files.exists(file.binary())) {
            return Optional.empty();
        }
        String module = base64(ProgramFile.bytes(file.binary(), file.name()));
        if (file.checked()) {
            return Optional.of(check("module", module));
        }
        ArrayNode libraries = libraries(true);
        return libraries == null ? Optional.empty() : Optional.of(run("module", module, libraries));
    }

    /**
     * Disables the counters unless the expectation mentions them. In the tagged profile only the text form is run so,
     * and the binary with counters, so that both execution modes are tested.
     */
    private static Request uncounted(Request run, ObjectNode expected) {
        if (!expected.path("value").has("counters")) {
            run.members().put("counters", false);
        }
        return run;
    }

    private static Request check(String member, String module) {
        return new Request("module.check", JSON.objectNode().put(member, module));
    }

    private Request run(String member, String module, @Nullable ArrayNode libraries) {
        ObjectNode members = JSON.objectNode().put(member, module);
        if (libraries != null && !libraries.isEmpty()) {
            members.set("modules", libraries);
        }
        if (header.has("entry")) {
            members.put("entry", header.required("entry"));
        }
        if (header.has("args")) {
            List.of(header.required("args").split("\\s+")).forEach(members.putArray("args")::add);
        }
        header.pairs("limits").forEach((name, value) -> limit(members, name, value));
        return new Request("vm.run", members);
    }

    private void limit(ObjectNode members, String name, String value) {
        if (!LIMITS.contains(name)) {
            throw header.error("limits", "'" + name + "' is no limit", "known are " + String.join(", ", LIMITS));
        }
        ObjectNode limits = members.get("limits") instanceof ObjectNode there ? there : members.putObject("limits");
        limits.put(name, header.number("limits", value));
    }

    /** The modules that may be imported; null if one of them is missing. */
    private @Nullable ArrayNode libraries(boolean binary) {
        ArrayNode modules = JSON.arrayNode();
        for (String name : header.words("modules")) {
            Path path = file.path().resolveSibling(name);
            if (!name.endsWith(ProgramFile.LIBRARY) || !Files.exists(path)) {
                throw header.error("modules", "there is no module " + name + " beside the program",
                        "its file ends in " + ProgramFile.LIBRARY);
            }
            if (!binary) {
                modules.addObject().put("assembly", sent(name, ProgramFile.text(path, name)));
                continue;
            }
            Path beside = path.resolveSibling(name.replace(ProgramFile.TEXT, ProgramFile.BINARY));
            if (!Files.exists(beside)) {
                return null;
            }
            modules.addObject().put("module", base64(ProgramFile.bytes(beside, name)));
        }
        return modules;
    }

    private List<String> profiles() {
        if (!header.has("profiles")) {
            boolean both = !file.checked() && Representation.seenBy(file.family(),
                    header.pairs("params").containsKey("gc.stress"), text);
            return both ? List.copyOf(PROFILES) : List.of(TAGGED);
        }
        List<String> profiles = header.words("profiles");
        for (String profile : profiles) {
            if (!PROFILES.contains(profile)) {
                throw header.error("profiles", "'" + profile + "' is no profile",
                        "known are " + String.join(", ", PROFILES));
            }
        }
        return profiles;
    }

    private List<String> rules() {
        return List.of(header.required("rules").split("[,\\s]+"));
    }

    private CorpusCase corpusCase(String suffix, String profile, Step.Sent sent, ObjectNode expected,
            Set<String> needs) {
        List<Step> steps = OutcomeRuns.of(sent, expected);
        return corpusCase(suffix, profile, steps, needs);
    }

    private CorpusCase corpusCase(String suffix, String profile, Step step, Set<String> needs) {
        return corpusCase(suffix, profile, List.of(step), needs);
    }

    /** @param needs what the modules of the step need; a binary does not tell */
    private CorpusCase corpusCase(String suffix, String profile, List<Step> steps, Set<String> needs) {
        Step step = steps.getFirst();
        String id = (file.checked() ? "mod-" : "prog-") + file.family() + "-" + file.stem() + suffix;
        Set<String> requires = new TreeSet<>(needs);
        requires.addAll(Observations.ofParams(header.pairs("params")));
        requires.addAll(Observations.ofClauses(rules(), Observations.compared(step)));
        if (StepNeeds.isOnlyText(step.sent())) {
            requires.add(Step.TEXT);
        }
        StepNeeds.unannounced(step.expect()).forEach(feature -> requires.add(CaseInfo.NOT + feature));
        header.words("lacks").forEach(requires::remove);
        requires.addAll(header.words("requires"));
        if (!profile.equals(TAGGED)) {
            requires.add("profile." + profile);
        }
        String kind = expectation.negative() ? "negative" : file.checked() ? "example" : "program";
        return new CorpusCase(profile.equals(TAGGED) ? id : id + "@" + profile, header.required("title"),
                file.checked() ? "modules" : "programs", rules(), header.word("level", "must", LEVELS),
                header.word("kind", kind, KINDS), header.word("since", "1.0", Set.of()), Set.copyOf(requires),
                new Setting(profile, header.pairs("params")), false,
                header.has("rationale") ? header.required("rationale") : "",
                steps, new Source(file.name(), 1, 1));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
