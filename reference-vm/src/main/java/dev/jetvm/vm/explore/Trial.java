package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.interp.Vm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Runs of a program under given strategies. */
final class Trial {
    private final Program program;
    private final long instructions;

    /** @param instructions budget of a run */
    Trial(Program program, long instructions) {
        this.program = program;
        this.instructions = instructions;
    }

    /**
     * Runs the program.
     *
     * @return the outcome, or null if the budget was spent
     * @throws Search.Cut if the strategy ends the run
     */
    @Nullable
    ProgramOutcome run(Strategy strategy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Vm vm = program.load(() -> strategy, out)) {
            Outcome outcome = vm.execution().run(instructions);
            vm.flush();
            return outcome == Outcome.EXHAUSTED ? null : ProgramOutcome.of(vm, out.toString(StandardCharsets.UTF_8));
        }
    }

    /** Returns the schedule of a run, if it has the outcome; otherwise null. */
    @Nullable
    Schedule leadsTo(ProgramOutcome wanted, Strategy strategy) {
        Schedule.Recorder recorder = new Schedule.Recorder(strategy);
        return wanted.equals(run(recorder)) ? recorder.schedule() : null;
    }
}
