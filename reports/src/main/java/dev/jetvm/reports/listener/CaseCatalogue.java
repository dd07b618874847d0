package dev.jetvm.reports.listener;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** All cases of the test plans, built from the tags that every engine provides. */
public final class CaseCatalogue {
    /** Pattern of a tag that names a clause: {@code HDR-03}, {@code VAL-05a}. */
    private static final String RULE = "[A-Z]+-[0-9]+[a-z]?";

    private final Map<String, CaseInfo> byUniqueId = new LinkedHashMap<>();
    private final Map<String, TestSource> sources = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final long seed;

    private CaseCatalogue(long seed) {
        this.seed = seed;
    }

    /** @param seed the seed of the run */
    public static CaseCatalogue of(List<TestPlan> plans, long seed) {
        CaseCatalogue catalogue = new CaseCatalogue(seed);
        plans.forEach(plan -> plan.getRoots().forEach(root -> catalogue.walk(plan, root)));
        return catalogue;
    }

    private void walk(TestPlan plan, TestIdentifier test) {
        if (test.isTest()) {
            CaseInfo info = info(test);
            byUniqueId.put(test.getUniqueId(), info);
            test.getSource().ifPresent(source -> sources.put(info.id(), source));
        }
        plan.getChildren(test).forEach(child -> walk(plan, child));
    }

    /** Every case once, in the order of the plans. */
    public List<CaseInfo> all() {
        return List.copyOf(byUniqueId.values());
    }

    /** Every case by its unique id, in the order of the plans. */
    public Map<String, CaseInfo> byUniqueId() {
        return Collections.unmodifiableMap(byUniqueId);
    }

    /** The method of a case that is a property; empty for other cases. */
    public Optional<Method> method(String id) {
        return sources.get(id) instanceof MethodSource source ? Optional.of(source.getJavaMethod()) : Optional.empty();
    }

    public Optional<CaseInfo> find(TestIdentifier test) {
        return Optional.ofNullable(byUniqueId.get(test.getUniqueId()));
    }

    private CaseInfo info(TestIdentifier test) {
        Map<String, String> named = new HashMap<>();
        Map<String, String> params = new HashMap<>();
        List<String> rules = new ArrayList<>();
        Set<String> requires = new TreeSet<>();
        Set<String> differs = new TreeSet<>();
        for (TestTag tag : test.getTags()) {
            String name = tag.getName();
            int colon = name.indexOf(':');
            if (colon < 0) {
                if (name.matches(RULE)) {
                    rules.add(name);
                }
            } else if (name.startsWith("requires:")) {
                requires.add(name.substring(colon + 1));
            } else if (name.startsWith("unless:")) {
                requires.add(CaseInfo.NOT + name.substring(colon + 1));
            } else if (name.startsWith("differs:")) {
                differs.add(name.substring(colon + 1));
            } else if (name.startsWith("param:")) {
                Setting.addTag(params, name.substring(colon + 1));
            } else {
                named.put(name.substring(0, colon), name.substring(colon + 1));
            }
        }
        rules.sort(null);
        String id = id(test, named.getOrDefault("id", test.getUniqueId()));
        String profile = named.getOrDefault("profile", "tagged");
        if (!profile.equals("tagged")) {
            requires.add("profile." + profile);
        }
        return new CaseInfo(id, title(test.getDisplayName()), List.copyOf(rules), named.getOrDefault("level", "must"),
                named.getOrDefault("kind", "scenario"), requires, new Setting(profile, params),
                named.getOrDefault("isolation", "").equals("process"), derive(seed, id), differs);
    }

    /** The rows of a scenario outline share a tag, so their ids include the number of the row. */
    private String id(TestIdentifier test, String tagged) {
        if (!test.getUniqueId().contains("/[example:")) {
            return tagged;
        }
        return tagged + "-" + rows.merge(tagged, 1, Integer::sum);
    }

    /**
     * Converts the method name of a property, {@code theHashIsFnv1a}, to words, and removes the number before the title
     * of a row of a scenario outline, {@code Example #1.2: The word of 5}.
     */
    static String title(String display) {
        String name = display.replaceFirst("^Example #[0-9.]+: ", "");
        return name.matches("[a-z]+[A-Z][A-Za-z0-9]*")
                ? name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : name;
    }

    /** Derives a separate seed for each case, so that the selection of cases does not affect the others. */
    static long derive(long seed, String id) {
        CRC32C hash = new CRC32C();
        hash.update(id.getBytes(StandardCharsets.UTF_8));
        long mixed = (seed ^ hash.getValue() * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }
}
