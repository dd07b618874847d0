package dev.jetvm.vm.interp;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.interp.CorpusPrograms.End;
import dev.jetvm.vm.interp.CorpusPrograms.Program;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All programs of the suite that can share a machine run on eight workers of one machine, several times each, and go from
 * worker to worker; each must end as it does alone.
 */
final class SharedMachineTest {
    private static final int WORKERS = 8;
    private static final int ROUNDS = 3;
    /** How many instructions a worker runs before the task goes to the next that is free. */
    private static final int SLICE = 2_000;

    /** @param name of its module on the shared machine */
    private record Job(Program program, String name, Task task, ByteArrayOutputStream out) {

        /** How it ended, with the module's own name in messages. */
        Finished finished(Outcome outcome) {
            End end = End.of(outcome, task, out);
            String own = program.module().name();
            return new Finished(program, new End(outcome, end.panic().replace(name, own),
                    end.output().replace(name, own)));
        }
    }

    private record Finished(Program program, End end) {}

    @ParameterizedTest
    @EnumSource
    void everyProgramEndsAsItDoesAlone(ValueModel model) throws Exception {
        long seed = new SplittableRandom().nextLong();
        List<Program> programs = CorpusPrograms.all().stream().filter(Program::isIndependent).toList();
        assertThat(programs).hasSizeGreaterThan(400);
        Map<Program, End> alone = programs.stream().collect(toMap(identity(), each -> alone(each, model)));
        try (Vm vm = CorpusPrograms.machine(model, Map.of(), seed, new ByteArrayOutputStream())) {
            ConcurrentLinkedQueue<Job> ready = new ConcurrentLinkedQueue<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Program each : programs) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    String name = each.name() + " " + round;
                    ready.add(new Job(each, name, CorpusPrograms.task(vm, each.named(name), out), out));
                }
            }
            List<Finished> finished = run(vm, ready, seed);
            assertThat(finished).as("seed %d", seed).hasSize(ROUNDS * programs.size());
            for (Finished each : finished) {
                assertThat(each.end()).as("%s, seed %d", each.program().name(), seed)
                        .isEqualTo(alone.get(each.program()));
            }
            assertThat(HeapVerifier.verify(vm.heap(), vm.mutator()).problems()).as("seed %d", seed).isEmpty();
        }
    }

    private static End alone(Program program, ValueModel model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Vm vm = CorpusPrograms.machine(model, Map.of(), 0, out)) {
            Task task = CorpusPrograms.task(vm, program.module(), out);
            return End.of(vm.worker().run(task), task, out);
        }
    }

    private static List<Finished> run(Vm vm, ConcurrentLinkedQueue<Job> ready, long seed)
            throws InterruptedException, ExecutionException {
        List<Finished> finished = new ArrayList<>();
        vm.mutator().enterBlocked();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<List<Finished>>> shares = new ArrayList<>();
            for (int k = 0; k < WORKERS; k++) {
                SplittableRandom random = new SplittableRandom(seed + k);
                shares.add(threads.submit(() -> work(vm, ready, random)));
            }
            for (Future<List<Finished>> share : shares) {
                finished.addAll(share.get());
            }
        } finally {
            vm.mutator().leaveBlocked();
        }
        return finished;
    }

    /** One worker: takes a task that is ready, runs a slice of it, and puts it back unless it ended. */
    private static List<Finished> work(Vm vm, ConcurrentLinkedQueue<Job> ready, SplittableRandom random) {
        List<Finished> finished = new ArrayList<>();
        try (Worker worker = vm.newWorker("worker")) {
            for (Job job = ready.poll(); job != null; job = ready.poll()) {
                Outcome outcome;
                if (random.nextBoolean()) {
                    outcome = worker.run(job.task(), 1 + random.nextInt(SLICE));
                } else {
                    // At the first safepoint of an engine that combines instructions, or not at all.
                    if (random.nextBoolean()) {
                        worker.mutator().request(Request.PREEMPT);
                    }
                    outcome = worker.run(job.task());
                    worker.mutator().withdraw(Request.PREEMPT);
                }
                if (outcome == Outcome.YIELDED || outcome == Outcome.EXHAUSTED) {
                    ready.add(job);
                } else {
                    finished.add(job.finished(outcome));
                    job.task().close();
                }
            }
        }
        return finished;
    }

    @Test
    void aTaskThatRunsCannotBeTakenByAnotherWorker() {
        try (Vm vm = CorpusPrograms.machine(ValueModel.TAGGED, Map.of(), 0, new ByteArrayOutputStream())) {
            vm.mutator().enterBlocked();
            try (Worker other = vm.newWorker("other")) {
                vm.task().claim(vm.worker());
                assertThatIllegalStateException().isThrownBy(() -> other.run(vm.task()));
                vm.task().release();
            }
            vm.mutator().leaveBlocked();
        }
    }
}
