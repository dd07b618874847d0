package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.SeenClauses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The core of each stateful chapter: the features with which its essence is seen by contents, order and outcome alone.
 * Every MUST clause of such a chapter has a case that needs nothing else, or a reason why not.
 */
public final class CoreFeatures {
    private final Map<String, Set<String>> chapters = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** @param document the parsed {@code core.json} */
    public CoreFeatures(JsonNode document) {
        document.path("chapters").forEachEntry((chapter, features) -> {
            Set<String> names = new TreeSet<>();
            features.forEach(feature -> names.add(feature.asString()));
            chapters.put(chapter, names);
        });
        document.path("none").forEachEntry((rule, reason) -> reasons.put(rule, reason.asString()));
    }

    public static CoreFeatures load() {
        try (InputStream stream = CoreFeatures.class.getResourceAsStream("/jet/core.json")) {
            if (stream == null) {
                throw new IllegalStateException("/jet/core.json is not on the class path");
            }
            return new CoreFeatures(JsonMapper.shared().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The core of each stateful chapter, by its title. */
    public Map<String, Set<String>> chapters() {
        return chapters;
    }

    /**
     * Whether a case needs only the core of a chapter, in the profile that every implementation has. A feature outside the
     * core that must not be announced ({@link CaseInfo#NOT}) is no need.
     */
    public boolean suffices(String chapter, String profile, Set<String> requires) {
        Set<String> core = chapters.getOrDefault(chapter, Set.of());
        return profile.equals("tagged") && requires.stream().allMatch(
                required -> core.contains(CaseInfo.feature(required)) != CaseInfo.excludes(required));
    }

    /**
     * Whether a case shows a clause of a chapter to an implementation that announces only the core of the chapter.
     *
     * @param rule one of the clauses of the case
     */
    public boolean shows(String rule, String chapter, String profile, Set<String> requires) {
        Set<String> core = chapters.getOrDefault(chapter, Set.of());
        return suffices(chapter, profile, requires) && SeenClauses.suite().shows(rule, requires, core::contains);
    }

    /** Why no case shows a clause with the core of its chapter; empty if there has to be one. */
    public Optional<String> reason(String rule) {
        return Optional.ofNullable(reasons.get(rule));
    }

    /** The clauses with a reason. */
    public Set<String> excused() {
        return reasons.keySet();
    }
}
