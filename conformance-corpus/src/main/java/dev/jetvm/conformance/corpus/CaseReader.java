package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a case file: {@code format: jet-cases/1}, the chapter, the defaults, the cases and the tables. */
final class CaseReader {
    static final String FORMAT = "jet-cases/1";
    private static final Set<String> FILE_KEYS = set("format", "chapter", "defaults", "cases");
    private static final Set<String> DEFAULT_KEYS = set("level", "kind", "since", "profiles", "requires", "isolation",
            "params", "rules", "rationale");
    private static final Set<String> CASE_KEYS = set("id", "table", "title", "rules", "level", "kind", "since",
            "profiles", "params", "requires", "isolation", "rationale", "request", LaunchReader.KEY, "expect", "steps",
            "rows");
    private static final Set<String> PROFILES = set("tagged", "nan");
    private static final Set<String> LEVELS = set("must", "should", "may");
    private static final Set<String> KINDS = set("example", "negative", "property", CorpusCase.HISTORY, "program",
            "probe");

    private final String file;

    /** @param file path below the corpus folder, for messages and tags */
    CaseReader(String file) {
        this.file = file;
    }

    List<CorpusCase> read(String text) {
        Conversion plain = Conversion.plain(file);
        Fields root = new Fields(plain, mapping(plain, YamlText.compose(file, text), "a case file"), FILE_KEYS);
        if (!root.text("format").equals(FORMAT)) {
            throw root.error("format", "the format is not " + FORMAT, "write format: " + FORMAT);
        }
        String chapter = root.text("chapter");
        Node defaultsNode = root.node("defaults");
        Map<String, Node> defaults = defaultsNode == null
                ? Map.of()
                : new Fields(plain, mapping(plain, defaultsNode, "defaults"), DEFAULT_KEYS).nodes();
        List<CorpusCase> cases = new ArrayList<>();
        for (Node node : root.list("cases")) {
            expand(cases, chapter, defaults, mapping(plain, node, "a case"));
        }
        return List.copyOf(cases);
    }

    private void expand(List<CorpusCase> cases, String chapter, Map<String, Node> defaults, MappingNode node) {
        Conversion plain = Conversion.plain(file);
        Fields written = new Fields(plain, node, CASE_KEYS);
        if (written.node("table") == null) {
            if (written.node("rows") != null) {
                throw written.error("rows", "rows belong to a table", "write table: instead of id:");
            }
            addProfiles(cases, chapter, written.withDefaults(defaults), "id");
            return;
        }
        if (written.node("id") != null) {
            throw written.error("id", "a table has no id of its own", "put {column} into the text of table:");
        }
        for (Node row : written.list("rows")) {
            Map<String, Node> cells = plain.entries(mapping(plain, row, "a row"));
            if (cells.isEmpty()) {
                throw plain.error(row, "a row without cells", "write {column: value}");
            }
            Fields filled = new Fields(new Conversion(file, cells), node, CASE_KEYS).withDefaults(defaults);
            addProfiles(cases, chapter, filled.at(row), "table");
        }
    }

    private void addProfiles(List<CorpusCase> cases, String chapter, Fields fields, String idKey) {
        String id = fields.text(idKey);
        if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
            throw fields.error(idKey, "'" + id + "' is no case id",
                    "use lower-case letters, digits, '-' and '.', a letter or digit first");
        }
        boolean starts = fields.node(LaunchReader.KEY) != null;
        List<Step> steps = starts ? LaunchReader.read(fields) : StepReader.read(fields);
        for (String profile : fields.words("profiles", "tagged", PROFILES)) {
            Set<String> requires = new LinkedHashSet<>(fields.words("requires", "", Set.of()));
            requires.addAll(Observations.required(steps, rules(fields)));
            requires.addAll(Observations.ofParams(fields.texts("params")));
            if (!profile.equals("tagged")) {
                requires.add("profile." + profile);
            }
            cases.add(new CorpusCase(profile.equals("tagged") ? id : id + "@" + profile, fields.text("title"), chapter,
                    rules(fields), fields.word("level", "must", LEVELS), fields.word("kind", "example", KINDS),
                    fields.word("since", "1.0", Set.of()), Set.copyOf(requires),
                    new Setting(profile, fields.texts("params")),
                    fields.word("isolation", starts ? "process" : "none", set("none", "process")).equals("process"),
                    fields.node("rationale") == null ? "" : fields.text("rationale"), steps, fields.source()));
        }
    }

    private static List<String> rules(Fields fields) {
        List<String> rules = fields.words("rules", "", Set.of());
        if (rules.isEmpty()) {
            throw fields.error("rules", "no rule is named", "write rules: [VAL-03], the clauses that the case shows");
        }
        return rules;
    }

    private static MappingNode mapping(Conversion conversion, Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw conversion.error(node, what + " has to be a mapping", "write key: value");
    }

    /** A set that keeps the order given, for messages. */
    private static Set<String> set(String... words) {
        return new LinkedHashSet<>(List.of(words));
    }
}
