package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.sched.RandomStrategy;
import dev.jetvm.vm.trace.InstructionTrace;
import dev.jetvm.vm.interp.LimitException;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.TraceFrame;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program of a session with its machine, its output and its progress.
 *
 * @spec INTERP-14
 * @spec EXIT-11
 */
final class ProgramRun implements AutoCloseable {
    /** The greatest number of output bytes of a program, chosen so that an answer can hold them. */
    private static final int OUTPUT_MAX = 512 * 1024;

    private final Vm vm;
    private final RunOutput out;
    private final RunOutput log;
    private final long stepLimit;

    private ProgramRun(Vm vm, RunOutput out, RunOutput log, long stepLimit) {
        this.vm = vm;
        this.out = out;
        this.log = log;
        this.stepLimit = stepLimit;
    }

    /**
     * Returns a stream for messages of the runtime to the program's standard error. They never end a run: messages
     * beyond the limit are dropped.
     */
    private static PrintStream lenient(RunOutput log) {
        OutputStream lenient = new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[]{(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                if (log.hasRoom(length)) {
                    log.write(bytes, from, length);
                }
            }
        };
        return new PrintStream(lenient, true, StandardCharsets.UTF_8);
    }

    /**
     * Creates a program that is ready to run.
     *
     * @throws dev.jetvm.runtime.panic.RejectException in any phase
     */
    static ProgramRun of(Machine machine, Arguments in) {
        Module main = ProgramInput.read(in);
        Map<String, Module> library = ProgramInput.library(in, main);
        RunOutput out = new RunOutput(OUTPUT_MAX);
        RunOutput log = new RunOutput(OUTPUT_MAX);
        Vm vm = machine.newVm(scheduled(limited(machine.vmOptions(), in), in), texts(in, "args"), out, lenient(log));
        ProgramRun run = new ProgramRun(vm, out, log, steps(in));
        try {
            new Linker(run.vm, (name, _) -> Optional.ofNullable(library.get(name)))
                    .plan(main, in.has("entry") ? in.text("entry") : null);
            run.vm.mutator().enterBlocked();
            return run;
        } catch (RuntimeException e) {
            run.vm.close();
            throw e;
        }
    }

    private static List<String> texts(Arguments in, String member) {
        if (!in.has(member)) {
            return List.of();
        }
        List<JsonNode> nodes = in.list(member);
        if (!nodes.stream().allMatch(JsonNode::isString)) {
            throw new BadRequest(member + " must be texts");
        }
        return nodes.stream().map(JsonNode::asString).toList();
    }

    /**
     * @spec SCHED-28
     * @spec CONF-25
     */
    private static VmOptions scheduled(VmOptions options, Arguments in) {
        if (!in.has("schedule")) {
            return options;
        }
        long seed = in.nested("schedule").within("seed", 0, Long.MAX_VALUE);
        return options.scheduled(() -> new RandomStrategy(seed));
    }

    private static VmOptions limited(VmOptions options, Arguments in) {
        if (!in.has("limits")) {
            return options;
        }
        Arguments limits = in.nested("limits");
        return options.limited(
                limits.has("stack")
                        ? limits.within("stack", 0, VmOptions.STACK_MOST)
                        : options.maxStack(),
                limits.has("frames") ? (int) limits.within("frames", 1, VmOptions.FRAMES_MOST) : options.maxFrames());
    }

    /** Returns the instruction limit that the request sets for the whole run. */
    private static long steps(Arguments in) {
        return in.has("limits") && in.nested("limits").has("steps")
                ? in.nested("limits").within("steps", 0, Long.MAX_VALUE)
                : Long.MAX_VALUE;
    }

    /**
     * Continues the run, unless it has ended. Reaching a limit ends it permanently: no later call executes an
     * instruction.
     *
     * @param steps greatest number of instructions to execute
     * @param traced whether each instruction is written to standard error
     * @param counted whether instructions must be counted
     * @return whether the run can continue
     * @spec INTERP-15
     */
    boolean go(long steps, boolean traced, boolean counted) {
        if (hasEnded()) {
            return false;
        }
        long left = stepLimit - executed();
        vm.mutator().leaveBlocked();
        try {
            run(Math.min(steps, left), traced, counted);
        } catch (LimitException e) {
            // A trace line is written before its instruction begins.
            vm.task().exhaust(e.resource());
        } catch (UnsupportedInstruction e) {
            throw new Unsupported(e.feature());
        } finally {
            vm.mutator().enterBlocked();
        }
        if (!hasEnded() && steps > left) {
            vm.task().exhaust("steps");
        }
        return !hasEnded();
    }

    private void run(long steps, boolean traced, boolean counted) {
        if (traced) {
            vm.execution().run(steps, (worker, task, most) -> InstructionTrace.run(worker, task, most,
                    line -> log.write(line + "\n")));
        } else if (counted || steps < Long.MAX_VALUE) {
            vm.execution().run(steps);
        } else {
            vm.execution().run();
        }
    }

    private boolean hasEnded() {
        return vm.task().status().isFinal();
    }

    /** Returns the number of instructions executed so far, if they are counted. */
    long executed() {
        return vm.execution().executed();
    }

    /** Reports the run so far. The output is what was written since the last report. */
    ObjectNode report() {
        vm.mutator().leaveBlocked();
        try {
            vm.flush();
            Task task = vm.task();
            ObjectNode report = object().put("stdout", out.take()).put("stderr", log.take())
                    .put("status", task.status().wire());
            if (task.status() == Task.Status.EXHAUSTED) {
                report.put("exhausted", task.exhausted());
            }
            if (task.status() == Task.Status.RETURNED || task.status() == Task.Status.HALTED) {
                report.set("result", result());
            }
            Panic panic = task.panic();
            if (panic != null) {
                report.set("panic", panic(panic));
            }
            ArrayNode modules = report.putArray("modules");
            vm.modules().forEach(module -> modules.addObject().put("name", module.name()).put("state", module.state()));
            report.putObject("counters").put("instructions", executed()).put("calls", vm.execution().called());
            return report.put("frames", task.depth()).put("stack", task.stackWords());
        } finally {
            vm.mutator().enterBlocked();
        }
    }

    private ObjectNode result() {
        return vm.worker().plainResult(vm.task()).map(Plain::write)
                .orElseGet(() -> object().put("kind", "object").put("type", vm.worker().resultType(vm.task())));
    }

    private static ObjectNode panic(Panic panic) {
        ObjectNode node = object().put("code", panic.code().wire()).put("message", panic.message());
        ArrayNode trace = node.putArray("trace");
        panic.trace().forEach(frame -> trace.add(frame(frame)));
        return node;
    }

    private static ObjectNode frame(TraceFrame frame) {
        ObjectNode node = object().put("function", frame.function()).put("module", frame.module());
        if (!frame.file().isEmpty()) {
            node.put("file", frame.file());
        }
        if (frame.line() > 0) {
            node.put("line", frame.line());
        }
        if (frame.column() > 0) {
            node.put("column", frame.column());
        }
        return node.put("offset", frame.offset());
    }

    /**
     * Verifies the heap of this program.
     *
     * @spec HEAP-33
     */
    HeapVerifier.Result verify() {
        vm.mutator().leaveBlocked();
        try {
            return HeapVerifier.verify(vm.heap(), vm.mutator());
        } finally {
            vm.mutator().enterBlocked();
        }
    }

    /** Adds the position of the innermost frame, if there is one. */
    void putPlace(ObjectNode report) {
        List<TraceFrame> trace = vm.task().trace();
        if (!trace.isEmpty()) {
            report.set("at", frame(trace.getFirst()));
        }
    }

    @Override
    public void close() {
        vm.mutator().leaveBlocked();
        vm.close();
    }
}
