package dev.jetvm.vm.agent;

import dev.jetvm.vm.interp.Natives;
import dev.jetvm.vm.isa.Family;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Opcode.Flag;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading;
import dev.jetvm.vm.module.Module;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A choice of the features of this agent, which then behaves like an implementation that has only these: it announces
 * and serves them and answers everything else with {@code unsupported}. It shows what the suite makes of an unfinished
 * implementation.
 *
 * @param chosen names such as {@code vm.arithmetic}
 * @spec CONF-10
 * @spec CONF-23
 */
record RestrictedFeatures(Set<String> chosen) {
    private static final String TEXT = "vm.text";
    private static final String LINK = "modules.link";
    private static final Set<Family> OPTIONAL = EnumSet.of(Family.FOREIGN);

    /** The features of the virtual machine that belong to no operation of their own. */
    static Set<String> ofMachine() {
        Set<String> features = new TreeSet<>(List.of(TEXT, LINK, "vm.preemption", "vm.deadlock"));
        features.addAll(Natives.features());
        features.addAll(RunObservations.FEATURES);
        EnumSet.complementOf(EnumSet.copyOf(OPTIONAL)).forEach(family -> features.add(feature(family)));
        return features;
    }

    private static String feature(Family family) {
        return "vm." + family.wire();
    }

    boolean has(String feature) {
        return feature.isEmpty() || chosen.contains(feature);
    }

    /** Returns the operation with the chosen features only, and with a check of the modules that it runs. */
    Operation restricted(Operation whole) {
        Set<String> parts = new TreeSet<>(whole.parts());
        parts.retainAll(chosen);
        boolean runs = Set.of("vm.run", "vm.load").contains(whole.name());
        return new Operation(whole.name(), whole.feature(), parts, whole.needed(), in -> {
            whole.needed().of(in).forEach(this::require);
            checkText(in, whole.name().equals("module.assemble"));
            if (runs) {
                if (in.has("trace")) {
                    require(RunObservations.INSTRUCTION_TRACE);
                }
                if (in.has("schedule")) {
                    require(RunObservations.SCHEDULES);
                }
                checkProgram(in);
            }
            ObjectNode value = whole.handler().handle(in);
            if (runs || whole.name().equals("vm.step")) {
                RunObservations.mask(value, chosen);
            }
            OptionalMembers.mask(whole.name(), value, chosen);
            return value;
        });
    }

    private void require(String feature) {
        if (!has(feature)) {
            throw new Unsupported(feature);
        }
    }

    private void checkText(Arguments in, boolean assembles) {
        if (in.has("assembly") && !assembles) {
            require(TEXT);
        }
    }

    private void checkProgram(Arguments in) {
        check(ProgramInput.read(in));
        if (in.has("modules")) {
            require(LINK);
            for (JsonNode node : in.list("modules")) {
                Arguments module = Arguments.of(node, "a module");
                checkText(module, false);
                check(ProgramInput.read(module));
            }
        }
    }

    private void check(Module module) {
        module.imports()
                .forEach(each -> require(Natives.isModule(each.module()) ? Natives.feature(each.module()) : LINK));
        if (!module.inits().isEmpty()) {
            require(LINK);
        }
        module.functions().forEach(function -> check(module, function));
    }

    /** Requires the families of the instructions that control can reach. What cannot be decoded is left to the verifier. */
    private void check(Module module, FunctionDef function) {
        BitSet seen = new BitSet();
        Deque<Long> waiting = new ArrayDeque<>(List.of(0L));
        while (!waiting.isEmpty()) {
            long at = waiting.pop();
            if (at < 0 || at >= function.code().length || seen.get((int) at)
                    || !(Instruction.read(module, function, (int) at) instanceof Reading.Read(Instruction read))) {
                continue;
            }
            seen.set((int) at);
            Opcode opcode = read.opcode();
            if (opcode != Opcode.PRINT && !OPTIONAL.contains(opcode.family())) {
                require(feature(opcode.family()));
            }
            if (read.isJump()) {
                waiting.push(read.target());
            }
            if (!opcode.is(Flag.TERMINAL)) {
                waiting.push((long) read.next());
            }
        }
    }
}
