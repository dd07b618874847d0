package dev.jetvm.vm.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.gc.StressMode;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.interp.CorpusPrograms.End;
import dev.jetvm.vm.interp.CorpusPrograms.Program;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A task that goes to another worker at every chance does what it does on one. */
final class MovedTaskProps {
    private static final List<Program> PROGRAMS = CorpusPrograms.all().stream().filter(Program::isIndependent).toList();
    /** Longer programs are left out: each instruction is a change of workers and may be a collection. */
    private static final long STEPS = 3_000;

    @Provide
    Arbitrary<Program> programs() {
        return Arbitraries.of(PROGRAMS);
    }

    @Provide
    Arbitrary<String> stress() {
        return Arbitraries
                .of(Stream.concat(Stream.of(""), Stream.of(StressMode.values()).map(StressMode::wire)).toList());
    }

    @Property(tries = 250)
    @Label("INTERP-01: a task that moves between two workers at every chance gives what it gives on one")
    void aMovedTaskEndsAsOneThatStays(@ForAll("programs") Program program, @ForAll("stress") String stress,
            @ForAll ValueModel model, @ForAll long seed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Vm vm = CorpusPrograms.machine(model, Map.of(), seed, out)) {
            Task task = CorpusPrograms.task(vm, program.module(), out);
            Outcome outcome = vm.worker().run(task, STEPS);
            if (outcome == Outcome.EXHAUSTED) {
                return;
            }
            assertThat(moved(program, stress, model, seed)).isEqualTo(End.of(outcome, task, out));
        }
    }

    private static End moved(Program program, String stress, ValueModel model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> heap = stress.isEmpty() ? Map.of() : Map.of("gc.stress", stress);
        try (Vm vm = CorpusPrograms.machine(model, heap, seed, out)) {
            Task task = CorpusPrograms.task(vm, program.module(), out);
            vm.mutator().enterBlocked();
            End end;
            try (Worker other = vm.newWorker("other")) {
                end = moved(vm, other, task, random, out);
            }
            vm.mutator().leaveBlocked();
            assertThat(HeapVerifier.verify(vm.heap(), vm.mutator()).problems()).isEmpty();
            return end;
        }
    }

    /** The thread runs as the other worker, before and afterwards. */
    private static End moved(Vm vm, Worker other, Task task, SplittableRandom random, ByteArrayOutputStream out) {
        Worker[] workers = {other, vm.worker()};
        for (Worker each : workers) {
            each.mutator().request(Request.PREEMPT);
        }
        for (int at = 0;; at = 1 - at) {
            // Engines that combine instructions give way at their own safepoints only.
            Outcome outcome = random.nextInt(8) == 0
                    ? workers[at].run(task)
                    : workers[at].run(task, Long.MAX_VALUE);
            if (outcome != Outcome.YIELDED) {
                if (workers[at] != other) {
                    swap(workers[at], other);
                }
                return End.of(outcome, task, out);
            }
            swap(workers[at], workers[1 - at]);
        }
    }

    /** One thread plays both workers: the one that does nothing counts as blocked. */
    private static void swap(Worker from, Worker to) {
        from.mutator().enterBlocked();
        to.mutator().leaveBlocked();
    }
}
