package dev.jetvm.reports.run;

import dev.jetvm.conformance.session.CaseInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The selection of cases. The elements of a list are alternatives; an empty list selects everything.
 *
 * @param globs patterns of ids with {@code *} and {@code ?}
 * @param rules clauses ({@code HDR-03}) or their prefixes ({@code HDR})
 * @param features required features: {@code header.bytes}, or a chapter name, {@code header}
 * @param skip patterns of ids that are excluded and reported as skipped
 * @param shard {@code i/n}, 1 to n, by a hash of the id; null for all
 * @param sample random part of what the other components select; null for all
 */
public record Selection(List<String> globs, List<String> rules, List<String> features, List<String> skip,
        @Nullable Shard shard, @Nullable CaseSample sample) {
    public static final Selection ALL = new Selection(List.of(), List.of(), List.of(), List.of(), null, null);

    /** Part {@code index} of {@code count}, counted from 1. */
    public record Shard(int index, int count) {

        /** @throws IllegalArgumentException with a message for the user */
        public static Shard parse(String text) {
            if (text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
                int slash = text.indexOf('/');
                int index = Integer.parseInt(text.substring(0, slash));
                int count = Integer.parseInt(text.substring(slash + 1));
                if (index >= 1 && index <= count) {
                    return new Shard(index, count);
                }
            }
            throw new IllegalArgumentException("a shard is i/n with 1 <= i <= n, not '" + text + "'");
        }

        boolean has(String id) {
            CRC32C hash = new CRC32C();
            hash.update(id.getBytes(StandardCharsets.UTF_8));
            return hash.getValue() % count == index - 1;
        }
    }

    /** Selects one case by its id. */
    public static Selection only(String id) {
        return new Selection(List.of(id), List.of(), List.of(), List.of(), null, null);
    }

    /** Selects a random sample of these cases. */
    public Selection sampled(CaseSample part) {
        return new Selection(globs, rules, features, skip, shard, part);
    }

    /** The options that make this selection, {@code -k gc-* --shard 1/4}; empty if it includes every case. */
    public String options() {
        List<String> words = new ArrayList<>();
        option(words, "-k", globs);
        option(words, "--rule", rules);
        option(words, "--feature", features);
        option(words, "--skip", skip);
        if (shard != null) {
            words.add("--shard " + shard.index() + "/" + shard.count());
        }
        if (sample != null) {
            words.add("--sample " + sample.fraction());
        }
        return String.join(" ", words);
    }

    private static void option(List<String> words, String name, List<String> values) {
        if (!values.isEmpty()) {
            words.add(name + " " + String.join(",", values));
        }
    }

    /** Whether the selection includes every case. */
    public boolean isAll() {
        return equals(ALL);
    }

    public boolean wants(CaseInfo info) {
        return (globs.isEmpty() || matchesAny(globs, info.id()))
                && (rules.isEmpty() || rules.stream().anyMatch(rule -> shows(info, rule)))
                && (features.isEmpty() || features.stream().anyMatch(feature -> needs(info, feature)))
                && (shard == null || shard.has(info.id()))
                && (sample == null || sample.has(info.id()));
    }

    public boolean skips(CaseInfo info) {
        return matchesAny(skip, info.id());
    }

    /**
     * Whether the user's text selects a clause: by its id, as one of its suffixed parts, or by its chapter's prefix.
     */
    public static boolean means(String wanted, String rule) {
        return rule.equals(wanted) || rule.startsWith(wanted + "-") || rule.matches(Pattern.quote(wanted) + "[a-z]");
    }

    private static boolean shows(CaseInfo info, String wanted) {
        return info.rules().stream().anyMatch(rule -> means(wanted, rule));
    }

    private static boolean needs(CaseInfo info, String wanted) {
        return info.requires().stream().anyMatch(feature -> feature.equals(wanted) || feature.startsWith(wanted + "."));
    }

    private static boolean matchesAny(List<String> globs, String id) {
        return globs.stream().anyMatch(glob -> glob(glob).matcher(id).matches());
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toCharArray()) {
            regex.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(regex.toString());
    }
}
