package dev.jetvm.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * The choice of the subjects of a run: the tests whose names match, of these one of several shards, and every canary of
 * their packages. A test is no evidence unless the canaries beside it are caught.
 *
 * @param shard from 0
 */
record Selection(Pattern name, int shard, int shards) {
    private static final Pattern SHARD = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

    /**
     * @param shard {@code 2/3} for the second of three
     * @throws IllegalArgumentException if one of the texts is malformed
     */
    static Selection parse(String regex, String shard) {
        Matcher matcher = SHARD.matcher(shard);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
            throw new IllegalArgumentException("a shard is written 2/3, not " + shard);
        }
        return new Selection(Pattern.compile(regex), Integer.parseInt(matcher.group(1)) - 1,
                Integer.parseInt(matcher.group(2)));
    }

    /** The subjects, ordered by name. Empty if no test of this shard and no canary matches. */
    List<Class<?>> classes() throws ClassNotFoundException {
        return of(all());
    }

    private static List<Class<?>> all() throws ClassNotFoundException {
        List<Class<?>> all = new ArrayList<>();
        for (String test : TestList.tests().stream().sorted().toList()) {
            all.add(Class.forName(test));
        }
        return all;
    }

    List<Class<?>> of(List<Class<?>> all) {
        List<Class<?>> matching = all.stream().filter(each -> name.matcher(each.getName()).find()).toList();
        List<Class<?>> tests = matching.stream().filter(each -> !isCanary(each)).toList();
        List<Class<?>> mine = new ArrayList<>();
        for (int k = shard; k < tests.size(); k += shards) {
            mine.add(tests.get(k));
        }
        Set<String> packages = mine.stream().map(Class::getPackageName).collect(Collectors.toSet());
        return all.stream().filter(each -> mine.contains(each) || isCanary(each)
                && (packages.contains(each.getPackageName()) || shards == 1 && matching.contains(each))).toList();
    }

    private static boolean isCanary(Class<?> subject) {
        return subject.isAnnotationPresent(Canary.class);
    }
}
