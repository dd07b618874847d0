package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.HeapVerifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Operations of chapter Execution: programs, run to completion or step by step. Each has its own machine. */
final class VmOperations {
    private final Machine machine;

    VmOperations(Machine machine) {
        this.machine = machine;
    }

    List<Operation> all() {
        return List.of(new Operation("vm.run", "vm.run", RestrictedFeatures.ofMachine(), this::run),
                new Operation("vm.load", "vm.steps", this::load),
                new Operation("vm.step", "vm.steps", this::step), new Operation("vm.drop", "vm.steps", this::drop));
    }

    /** The programs of a session that are executed step by step. */
    static final class Loaded {
        private final Map<String, ProgramRun> runs = new HashMap<>();

        /** Verifies the heap of each program. */
        List<HeapVerifier.Result> verify() {
            return runs.values().stream().map(ProgramRun::verify).toList();
        }

        void close() {
            runs.values().forEach(ProgramRun::close);
            runs.clear();
        }
    }

    private ObjectNode run(Arguments in) {
        try (ProgramRun run = ProgramRun.of(machine, in)) {
            boolean counted = in.truth("counters", true);
            run.go(Long.MAX_VALUE, in.truth("trace", false), counted);
            ObjectNode report = run.report();
            if (!counted) {
                report.remove("counters");
            }
            return report;
        }
    }

    private ObjectNode load(Arguments in) {
        String handle = in.handle("into");
        ProgramRun run = ProgramRun.of(machine, in);
        ProgramRun before = machine.programs().runs.put(handle, run);
        if (before != null) {
            before.close();
        }
        return object().put("state", "ready");
    }

    private ProgramRun loaded(Arguments in) {
        String handle = in.handle("vm");
        ProgramRun run = machine.programs().runs.get(handle);
        if (run == null) {
            throw new UnknownHandle(handle);
        }
        return run;
    }

    private ObjectNode step(Arguments in) {
        ProgramRun run = loaded(in);
        long steps = in.within("steps", 0, Long.MAX_VALUE);
        long before = run.executed();
        boolean goesOn = run.go(steps, false, true);
        ObjectNode report = run.report().put("executed", run.executed() - before);
        String status = report.remove("status").asString();
        report.put("state", goesOn ? "running" : status);
        run.putPlace(report);
        return report;
    }

    private ObjectNode drop(Arguments in) {
        String handle = in.handle("vm");
        loaded(in).close();
        machine.programs().runs.remove(handle);
        return object();
    }
}
