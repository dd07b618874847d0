package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.vm.debug.InstructionTrace;
import dev.jetvm.vm.interp.LimitException;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.TraceFrame;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A program of a session: its machine, what it wrote, and how far it is. */
final class ProgramRun implements AutoCloseable {
    /** Bytes that a program may write and an answer still holds them. */
    private static final int OUTPUT_MAX = 512 * 1024;

    private final Vm vm;
    private final Output out;
    private final Output log;

    /** What a program writes, up to a limit. */
    private static final class Output extends ByteArrayOutputStream {
        synchronized boolean hasRoom(int length) {
            return count + length <= OUTPUT_MAX;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (!hasRoom(length)) {
                throw new LimitException("output");
            }
            super.write(bytes, from, length);
        }
    }

    private ProgramRun(Vm vm, Output out, Output log) {
        this.vm = vm;
        this.out = out;
        this.log = log;
    }

    /** What the runtime has to say goes to the program's standard error; it ends no run, so the rest is left out. */
    private static PrintStream told(Output log) {
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

    /** A program that is ready to run. @throws dev.jetvm.runtime.panic.RejectException in any phase */
    static ProgramRun of(Machine machine, Arguments in) {
        Module main = ProgramInput.read(in);
        Map<String, Module> library = ProgramInput.library(in, main);
        Output out = new Output();
        Output log = new Output();
        Vm vm = machine.newVm(limited(machine.vmOptions(), in), texts(in, "args"), out, told(log));
        ProgramRun run = new ProgramRun(vm, out, log);
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

    private static VmOptions limited(VmOptions options, Arguments in) {
        if (!in.has("limits")) {
            return options;
        }
        Arguments limits = in.nested("limits");
        return options.limited(
                limits.has("stack")
                        ? limits.within("stack", VmOptions.STACK_LEAST, VmOptions.STACK_MOST)
                        : options.maxStack(),
                limits.has("frames") ? (int) limits.within("frames", 1, VmOptions.FRAMES_MOST) : options.maxFrames());
    }

    /** How many instructions a request allows. */
    static long steps(Arguments in) {
        return in.has("limits") && in.nested("limits").has("steps")
                ? in.nested("limits").within("steps", 0, Long.MAX_VALUE)
                : Long.MAX_VALUE;
    }

    private @Nullable String exhausted;

    /**
     * Runs on.
     *
     * @param traced whether each instruction is told on standard error
     * @param counted whether anybody wants to know how many there were
     */
    Outcome go(long steps, boolean traced, boolean counted) {
        vm.mutator().leaveBlocked();
        exhausted = null;
        try {
            Outcome outcome;
            if (traced) {
                outcome = InstructionTrace.run(vm.worker(), vm.task(), steps,
                        line -> log.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
            } else {
                outcome = counted || steps < Long.MAX_VALUE
                        ? vm.worker().run(vm.task(), steps)
                        : vm.worker().run(vm.task());
            }
            String limit = vm.task().exhausted();
            exhausted = outcome == Outcome.EXHAUSTED ? limit.isEmpty() ? "steps" : limit : null;
            return outcome;
        } catch (UnsupportedInstruction e) {
            throw new Unsupported(e.feature());
        } finally {
            vm.mutator().enterBlocked();
        }
    }

    /** Instructions from the beginning. */
    long executed() {
        return vm.task().executed();
    }

    /** What is to be said of the run so far. */
    ObjectNode report() {
        vm.mutator().leaveBlocked();
        try {
            vm.flush();
            Task task = vm.task();
            ObjectNode report = object().put("stdout", out.toString(StandardCharsets.UTF_8))
                    .put("stderr", log.toString(StandardCharsets.UTF_8))
                    .put("status", exhausted != null ? "exhausted" : task.state().wire());
            if (exhausted != null) {
                report.put("exhausted", exhausted);
            }
            if (task.state() == Task.State.RETURNED || task.state() == Task.State.HALTED) {
                report.set("result", result());
            }
            Panic panic = task.panic();
            if (panic != null) {
                report.set("panic", panic(panic));
            }
            ArrayNode modules = report.putArray("modules");
            vm.modules().forEach(module -> modules.addObject().put("name", module.name()).put("state", module.state()));
            report.putObject("counters").put("instructions", task.executed()).put("calls", task.called());
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

    /** Where the run stands. */
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
