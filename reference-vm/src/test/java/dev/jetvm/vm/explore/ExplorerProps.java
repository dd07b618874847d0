package dev.jetvm.vm.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.sched.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The reduction loses no outcome: it is compared with the enumeration of all schedules. */
class ExplorerProps {
    /** What a task can do; each leaves the operands as they were. */
    private static final List<String> ACTIONS = List.of(
            "CONST (1)\nSET_GLOBAL (\"x\")\nPOP", "CONST (2)\nSET_GLOBAL (\"x\")\nPOP",
            "CONST (1)\nSET_GLOBAL (\"y\")\nPOP",
            read("GET_GLOBAL (\"x\")"), read("GET_GLOBAL (\"y\")"),
            "GET_GLOBAL (\"x\")\nCONST (1)\nADD\nSET_GLOBAL (\"x\")\nPOP",
            "CONST (7)\nPRINT", "GET_LOCAL 1\nPRINT", "YIELD",
            "GET_GLOBAL (\"list\")\nGET_LOCAL 1\nLIST_PUSH", read("GET_GLOBAL (\"list\")\nLENGTH"),
            "GET_IMPORT (%\"jet.parking\".park)\nCALL 0\nPOP",
            "GET_IMPORT (%\"jet.parking\".unpark)\nGET_GLOBAL (\"t0\")\nCALL 1\nPOP",
            "GET_GLOBAL (\"t0\")\nCANCEL",
            "GET_LOCAL 1\nCONST (0)\nDIVIDE\nPOP",
            "GET_GLOBAL (\"x\")\nCONST (1)\nEQUAL\nJUMP_IF_FALSE no%d\nPOP\nCONST (8)\nPRINT\nJUMP end%d\nno%d:\nPOP\nend%d:\nNOP",
            "CONST (@note)\nPUSH_CLEANUP");

    /** Appends a value to what the task returns. */
    private static String read(String value) {
        return "GET_LOCAL 1\nCONST (10)\nMULTIPLY\n" + value + "\nADD\nSET_LOCAL 1\nPOP";
    }

    record Sketch(List<List<Integer>> tasks, boolean scoped) {
        @Override
        public String toString() {
            return text(this);
        }
    }

    @Provide
    Arbitrary<Sketch> sketches() {
        Arbitrary<List<Integer>> task = Arbitraries.integers().between(0, ACTIONS.size() - 1).list().ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(task.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, false)).as(Sketch::new);
    }

    private static String text(Sketch sketch) {
        StringBuilder text = new StringBuilder("""
                .module "sketch"
                .entry main
                .import "jet.parking" park function
                .import "jet.parking" unpark function
                .function note
                    CONST (9)
                    PRINT
                    NIL
                    RETURN
                .end
                """);
        List<List<Integer>> tasks = sketch.tasks;
        int label = 0;
        for (int k = 0; k < tasks.size(); k++) {
            text.append(".function task%d\n    CONST (1)\n    SET_LOCAL 1\n    POP\n".formatted(k));
            for (int action : tasks.get(k)) {
                label++;
                text.append(ACTIONS.get(action).replace("%d", Integer.toString(label))).append('\n');
            }
            text.append("GET_LOCAL 1\nRETURN\n.end\n");
        }
        text.append(".function main\n");
        for (String name : List.of("x", "y", "t0")) {
            text.append("CONST (0)\nDEFINE_GLOBAL (\"%s\")\n".formatted(name));
        }
        text.append("NEW_LIST 0\nDEFINE_GLOBAL (\"list\")\n");
        text.append(sketch.scoped ? "ENTER_SCOPE\n" : "");
        for (int k = 0; k < tasks.size(); k++) {
            text.append("CONST (@task%d)\nSPAWN 0\nDEFINE_GLOBAL (\"t%d\")\n".formatted(k, k));
        }
        for (int k = 0; k < tasks.size(); k++) {
            text.append("GET_GLOBAL (\"t%d\")\nJOIN\nPRINT\n".formatted(k));
        }
        text.append(sketch.scoped ? "LEAVE_SCOPE\n" : "");
        return text.append("GET_GLOBAL (\"x\")\nRETURN\n.end\n").toString();
    }

    @Property(tries = 60)
    void reductionLosesNoOutcome(@ForAll("sketches") Sketch sketch) {
        String text = text(sketch);
        Exploration all = ExplorePrograms.explore(text, false, 3_000);
        Assume.that(all.isComplete());
        Exploration reduced = ExplorePrograms.explore(text, true, 3_000);
        assertThat(reduced.incomplete()).isEmpty();
        assertThat(ExplorePrograms.outcomes(reduced)).isEqualTo(ExplorePrograms.outcomes(all));
        assertThat(reduced.schedules()).isLessThanOrEqualTo(all.schedules());
    }

    /** A read whose value is dropped makes no difference. */
    @Property(tries = 15)
    void aRedundantReadChangesNothing(@ForAll("sketches") Sketch sketch) {
        String text = text(sketch);
        Exploration plain = ExplorePrograms.explore(text, true, 500);
        Exploration reading = ExplorePrograms.explore(
                text.replace("GET_LOCAL 1\nRETURN", "GET_GLOBAL (\"x\")\nPOP\nGET_LOCAL 1\nRETURN"), true, 5_000);
        Assume.that(plain.isComplete() && reading.isComplete());
        assertThat(ExplorePrograms.outcomes(reading)).isEqualTo(ExplorePrograms.outcomes(plain));
    }

    /** Every schedule that an exploration shows leads to its outcome again, without anything else that chooses. */
    @Property(tries = 15)
    void everyScheduleIsRepeatable(@ForAll("sketches") Sketch sketch) {
        Program program = ExplorePrograms.of(text(sketch));
        Exploration found = ExplorePrograms.explore(text(sketch), true, 200);
        List<ProgramOutcome> repeated = new ArrayList<>();
        List<ProgramOutcome> expected = new ArrayList<>();
        for (Exploration.Found each : found.outcomes()) {
            expected.add(each.outcome());
            repeated.add(new Trial(program, 1_000_000).run(
                    new Schedule.Replay(each.schedule())));
        }
        assertThat(repeated).isEqualTo(expected);
    }

    /** A schedule that is said to have the fewest preemptions has no more than any schedule of an enumeration without reduction. */
    @Property(tries = 15)
    void noScheduleHasFewerPreemptions(@ForAll("sketches") Sketch sketch) {
        String text = text(sketch);
        Trial trial = new Trial(ExplorePrograms.of(text), 1_000_000);
        Map<ProgramOutcome, Integer> fewest = new HashMap<>();
        Search search = new Search(false, 1_000);
        boolean more = true;
        for (int run = 0; more && run < 800; run++) {
            search.begin();
            ProgramOutcome outcome = trial.run(search);
            Preempting.Count count = new Preempting.Count(new Schedule.Replay(search.schedule()));
            assertThat(trial.run(count)).isEqualTo(outcome);
            fewest.merge(outcome, count.preemptions(), Math::min);
            more = search.advance();
        }
        Assume.that(!more);
        Explorer explorer = new Explorer(ExplorePrograms.of(text), new Explorer.Limits(2_000, 1_000, true), _ -> {});
        for (Exploration.Found each : explorer.enumerate().outcomes()) {
            Exploration.Fewest found = explorer.withFewestPreemptions(each, 2_000);
            assertThat(found.isProven()).isTrue();
            assertThat(found.preemptions()).isEqualTo(fewest.get(each.outcome()));
        }
    }
}
