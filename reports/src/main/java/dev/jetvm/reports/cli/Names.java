package dev.jetvm.reports.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests names similar to the one entered. */
final class Names {
    private static final int FEW = 3;
    /** Minimum length of a common prefix of similar names. */
    private static final int BEGINNING = 3;

    private Names() {}

    /**
     * {@code ; did you mean a, b?}: the names with the smallest edit distance or, if none is similar by it, with the
     * longest common prefix; empty if no name is similar. Wildcards are ignored.
     */
    static String suggest(String pattern, Collection<String> names) {
        String wrong = pattern.replaceAll("[*?]", "");
        int limit = Math.max(2, wrong.length() / 3);
        List<String> near = names.stream().distinct().filter(name -> distance(wrong, name) <= limit)
                .sorted(Comparator.comparingInt(name -> distance(wrong, name))).limit(FEW).toList();
        if (near.isEmpty()) {
            int longest = names.stream().mapToInt(name -> common(wrong, name)).max().orElse(0);
            near = names.stream().distinct().filter(name -> longest >= BEGINNING && common(wrong, name) == longest)
                    .limit(FEW).toList();
        }
        return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    }

    /** Length of the common prefix. */
    private static int common(String left, String right) {
        int length = 0;
        while (length < Math.min(left.length(), right.length()) && left.charAt(length) == right.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Levenshtein distance, ignoring case. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
