package dev.jetvm.vm.assembly;

import dev.jetvm.vm.assembly.Fault.Code;
import dev.jetvm.vm.assembly.SourceText.Ref;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions, types or methods of a module by name. A name with more than one bearer is ambiguous and names none.
 */
final class NameIndex {
    private static final int AMBIGUOUS = -1;
    private static final int COMPARED = 2_000;

    private final String what;
    private final String mark;
    private final int count;
    private final Map<String, Integer> indices = new HashMap<>();

    /** @param mark prefix of such a reference in messages */
    NameIndex(String what, String mark, List<String> names) {
        this.what = what;
        this.mark = mark;
        this.count = names.size();
        for (int k = 0; k < names.size(); k++) {
            if (!names.get(k).isEmpty()) {
                indices.merge(names.get(k), k, (_, _) -> AMBIGUOUS);
            }
        }
    }

    /**
     * Resolves a reference.
     *
     * @throws Fault if no item, or more than one, has the name
     */
    int index(Ref ref) {
        if (ref.index() >= 0) {
            if (ref.index() >= count) {
                throw new Fault(Code.UNKNOWN, ref.place(),
                        "there is no " + what + " #" + ref.index() + ": the module has " + count);
            }
            return ref.index();
        }
        Integer index = indices.get(ref.name());
        if (index == null) {
            throw new Fault(Code.UNKNOWN, ref.place(), "no " + what + " is called " + ref.name(),
                    () -> meant(ref.name(), indices.keySet()));
        }
        if (index == AMBIGUOUS) {
            throw new Fault(Code.DUPLICATE, ref.place(), "more than one " + what + " is called " + ref.name(),
                    "Name it by its place, the first being " + mark + "#0.");
        }
        return index;
    }

    /** Returns whether the name denotes exactly one item. */
    boolean says(String name) {
        return indices.getOrDefault(name, AMBIGUOUS) != AMBIGUOUS;
    }

    /** Returns a hint: the most similar known word, or a list of the known words if it is short. */
    static String meant(String word, Collection<String> known) {
        String best = "";
        int least = Math.clamp(word.length() / 2, 1, 3) + 1;
        for (String candidate : known.stream().limit(COMPARED).sorted().toList()) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        if (!best.isEmpty()) {
            return "Did you mean " + best + "?";
        }
        return known.isEmpty() || known.size() > 12
                ? ""
                : "There is: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /** The edit distance: the number of letters to change, insert or delete. Long words are not compared. */
    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > 3 || left.length() > 60) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[right.length() + 1];
        for (int k = 0; k < row.length; k++) {
            row[k] = k;
        }
        for (int j = 1; j <= left.length(); j++) {
            int corner = row[0];
            row[0] = j;
            for (int k = 1; k < row.length; k++) {
                int above = row[k];
                int change = corner + (left.charAt(j - 1) == right.charAt(k - 1) ? 0 : 1);
                row[k] = Math.min(change, 1 + Math.min(above, row[k - 1]));
                corner = above;
            }
        }
        return row[right.length()];
    }
}
