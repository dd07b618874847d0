package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The states of a function found in the plainest way there is: one for each instruction, and all instructions again and
 * again until nothing changes. No joins, no bounds, no sharing with the verifier but the table of instructions. For
 * functions that verify.
 */
final class Model {
    /** Instructions that hold their operands while cleanups run. */
    private static final Set<Opcode> TAILS = Set.of(Opcode.TAIL_CALL, Opcode.TAIL_RESUME);

    private final Module module;
    private final FunctionDef function;
    private final Map<Integer, State> states = new TreeMap<>();
    private final List<Integer> captured = new ArrayList<>();
    private boolean changed;

    /** @param words kinds of slots, then of operands; @param recovers heights, outermost first */
    record State(List<Integer> words, List<Integer> recovers) {}

    Model(Module module, FunctionDef function) {
        this.module = module;
        this.function = function;
        do {
            changed = false;
            pass();
        } while (changed);
    }

    /** What a map lists: offset of the instruction behind, then offsets in the frame. */
    Map<Integer, List<Integer>> maps() {
        Map<Integer, List<Integer>> maps = new TreeMap<>();
        states.forEach((at, state) -> {
            Instruction instruction = instruction(at);
            if (instruction.opcode().is(Opcode.Flag.SAFEPOINT)) {
                List<Integer> offsets = new ArrayList<>(List.of(8));
                int taken = instruction.opcode().is(Opcode.Flag.CALLING) && !TAILS.contains(instruction.opcode())
                        ? pops(instruction)
                        : 0;
                for (int k = 0; k < state.words.size() - taken; k++) {
                    if ((state.words.get(k) & ~Kinds.IMMEDIATE) != 0) {
                        offsets.add(8 * (k + 2));
                    }
                }
                maps.put(instruction.next(), offsets);
            }
        });
        return maps;
    }

    private Instruction instruction(int at) {
        return ((Reading.Read) Instruction.read(module, function, at)).instruction();
    }

    private void pass() {
        List<Integer> entry = new ArrayList<>();
        for (int slot = 0; slot < function.slots(); slot++) {
            entry.add(slot <= function.arity() ? Kinds.ANY : Kinds.NIL);
        }
        flow(0, new State(entry, List.of()));
        new TreeMap<>(states).forEach((at, known) -> step(instruction(at), states.getOrDefault(at, known)));
    }

    private void flow(int at, State state) {
        List<Integer> words = new ArrayList<>(state.words);
        captured.forEach(slot -> words.set(slot, Kinds.ANY));
        State known = states.get(at);
        for (int k = 0; known != null && k < words.size(); k++) {
            words.set(k, words.get(k) | known.words.get(k));
        }
        State joined = new State(words, state.recovers);
        if (!joined.equals(known)) {
            states.put(at, joined);
            changed = true;
        }
    }

    private int pops(Instruction instruction) {
        int count = 0;
        for (Operand kind : List.of(Operand.COUNT8, Operand.COUNT16)) {
            count += instruction.opcode().operands().contains(kind) ? instruction.operand(kind) : 0;
        }
        if (instruction.opcode() == Opcode.NEW_STRUCT) {
            Constant.Type type = (Constant.Type) function.constants().get(instruction.operands()[0]);
            count = ((TypeDef.Struct) module.types().get(type.index())).fields().size();
        }
        return instruction.opcode().effect().pops(count);
    }

    private void step(Instruction instruction, State before) {
        Opcode opcode = instruction.opcode();
        List<Integer> words = new ArrayList<>(before.words);
        List<Integer> recovers = new ArrayList<>(before.recovers);
        List<Integer> taken = new ArrayList<>();
        for (int k = pops(instruction); k > 0; k--) {
            taken.addFirst(words.removeLast());
        }
        switch (opcode) {
            case DUP -> words.addAll(List.of(taken.get(0), taken.get(0)));
            case SWAP -> words.addAll(List.of(taken.get(1), taken.get(0)));
            case SET_LOCAL -> {
                words.set(instruction.operands()[0], taken.get(0));
                words.add(taken.get(0));
            }
            case GET_LOCAL -> words.add(words.get(instruction.operands()[0]));
            case GET_LOCAL_0 -> words.add(words.get(0));
            case GET_LOCAL_1 -> words.add(words.get(1));
            case GET_LOCAL_2 -> words.add(words.get(2));
            case GET_LOCAL_3 -> words.add(words.get(3));
            case CONST, CONST_W -> words.add(constant(function.constants().get(instruction.operands()[0])));
            case AND, OR -> words.add(taken.get(0) | taken.get(1));
            case CONVERT -> words.add(List.of(Kinds.INT, Kinds.FLOAT32, Kinds.FLOAT64, Kinds.CHAR, Kinds.SYMBOL,
                    Kinds.STRING).get(instruction.operand(Operand.TARGET)));
            case JUMP_IF_FALSE, JUMP_IF_TRUE, JUMP_IF_FALSE_W, JUMP_IF_TRUE_W, SET_GLOBAL, SET_UPVALUE, SET_PROPERTY,
                    SET_INDEX, SET_FIELD ->
                words.add(taken.getLast());
            case METHOD -> words.add(taken.get(0) & Kinds.CLASS);
            case INHERIT -> words.add(taken.get(1) & Kinds.CLASS);
            case PUSH_RECOVER -> {
                List<Integer> handler = new ArrayList<>(words);
                for (int slot = 0; slot < function.slots(); slot++) {
                    handler.set(slot, Kinds.ANY);
                }
                handler.add(Kinds.ANY);
                flow((int) instruction.target(), new State(handler, before.recovers));
                recovers.add(words.size() - function.slots());
            }
            case POP_RECOVER -> recovers.removeLast();
            case CLOSURE -> {
                capture(instruction);
                words.add(Kinds.CLOSURE);
            }
            default -> opcode.effect().leaves().forEach(item -> words.add(item.kinds()));
        }
        State after = new State(words, recovers);
        if (instruction.isJump() && opcode != Opcode.PUSH_RECOVER) {
            flow((int) instruction.target(), after);
        }
        if (!opcode.is(Opcode.Flag.TERMINAL)) {
            flow(instruction.next(), after);
        }
    }

    private void capture(Instruction instruction) {
        int[] operands = instruction.operands();
        for (int k = 1; k < operands.length; k += 2) {
            if (operands[k] == 1 && !captured.contains(operands[k + 1])) {
                captured.add(operands[k + 1]);
                changed = true;
            }
        }
    }

    private static int constant(Constant constant) {
        return switch (constant) {
            case Constant.Int _ -> Kinds.INT;
            case Constant.Float32 _ -> Kinds.FLOAT32;
            case Constant.Float64 _ -> Kinds.FLOAT64;
            case Constant.Char _ -> Kinds.CHAR;
            case Constant.Symbol _ -> Kinds.SYMBOL;
            case Constant.Text _ -> Kinds.STRING;
            default -> Kinds.FUNCTION;
        };
    }
}
