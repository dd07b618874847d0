package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the tests of this package share: commands for {@link BadAgent}, cases, short budgets. */
final class Agents {
    /** For agents that use up their budgets. */
    static final Budgets SHORT = new Budgets(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(50),
            Duration.ofSeconds(1));
    /** For agents that go wrong at once: nothing waits for these, however busy the machine is. */
    static final Budgets PATIENT = new Budgets(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(50),
            Duration.ofSeconds(5));

    private Agents() {}

    /** The command of a {@link BadAgent}; {@code dir} keeps the mark of its first process. */
    static List<String> bad(String mode, Path dir) {
        return java(BadAgent.class.getName(), mode, dir.resolve("was-here").toString());
    }

    /** A small JVM on the class path of the tests. */
    static List<String> java(String... mainAndArguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx64m", "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    static CaseInfo aCase(String id) {
        return info(id, Set.of(), false);
    }

    static CaseInfo info(String id, Set<String> requires, boolean ownProcess) {
        return new CaseInfo(id, "a case", List.of("CONF-19"), "must", "example", requires, Setting.TAGGED, ownProcess,
                1);
    }
}
