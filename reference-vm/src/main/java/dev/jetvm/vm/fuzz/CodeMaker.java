package dev.jetvm.vm.fuzz;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.StackEffect;
import dev.jetvm.vm.isa.Target;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.TypeDef;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates the code of one function at random, such that it verifies. The grammar is the table of instructions: an
 * expression is an instruction with an expression for each operand, a statement is an instruction whose results are
 * dropped, and branches, loops and protected parts contain statements.
 *
 * <p>Most operands are of kinds that the instruction accepts, so that runs do not panic early.
 */
final class CodeMaker {
    private static final int DEPTH_MAX = 4;
    private static final List<Opcode> PLAIN = Arrays.stream(Opcode.values())
            .filter(opcode -> opcode.operands().stream().noneMatch(Operand::isJump))
            .filter(opcode -> !opcode.is(Opcode.Flag.TERMINAL) && opcode != Opcode.POP_RECOVER && opcode != Opcode.EXT)
            .toList();
    private static final List<Opcode> ENDS = List.of(Opcode.RETURN, Opcode.HALT, Opcode.PANIC, Opcode.TAIL_CALL,
            Opcode.TAIL_RESUME);
    private static final int[] NUMBERS = {-1, 0, 1, 2, 3, 7, 255, 65_536, Integer.MAX_VALUE};

    private final SplittableRandom random;
    private final Outline outline;
    private final Outline.Plan plan;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final List<Constant> constants = new ArrayList<>();
    /** The jump operands: offset, size and distance. */
    private final List<int[]> patches = new ArrayList<>();
    private int height;
    private int highest;

    CodeMaker(SplittableRandom random, Outline outline, Outline.Plan plan) {
        this.random = random;
        this.outline = outline;
        this.plan = plan;
    }

    FunctionDef function() {
        block(2 + random.nextInt(6), 0);
        end(random.nextInt(8) == 0 ? Opcode.HALT : Opcode.RETURN);
        byte[] bytes = code.toByteArray();
        patches.forEach(patch -> patch(bytes, patch[0], patch[1], patch[2]));
        return new FunctionDef(plan.name(), plan.arity(), false, plan.slots(), highest, plan.upvalues(), TypeDef.NONE,
                List.copyOf(constants), bytes);
    }

    private static void patch(byte[] bytes, int place, int size, int distance) {
        for (int k = 0; k < size; k++) {
            bytes[place + k] = (byte) (distance >>> 8 * (size - 1 - k));
        }
    }

    // --- statements ---

    private void block(int statements, int depth) {
        for (int k = 0; k < statements; k++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        int choice = depth >= DEPTH_MAX ? 9 : random.nextInt(10);
        switch (choice) {
            case 0 -> branch(depth);
            case 1 -> loop(depth);
            case 2, 3 -> protect(depth);
            default -> plain(depth);
        }
    }

    private void plain(int depth) {
        int before = height;
        instruction(usable(), depth);
        while (height > before) {
            if (random.nextInt(3) == 0) {
                emit(Opcode.SET_LOCAL, random.nextInt(plan.slots()));
            }
            emit(Opcode.POP);
            height--;
        }
    }

    private Opcode usable() {
        while (true) {
            Opcode opcode = PLAIN.get(random.nextInt(PLAIN.size()));
            boolean upvalue = opcode.operands().contains(Operand.UPVALUE) && plan.upvalues() == 0;
            // One of these ends the run, so they are rare.
            boolean later = opcode.feature() != null && random.nextInt(20) > 0;
            // The order in which tasks run differs between engines.
            later |= opcode == Opcode.SPAWN;
            if (!upvalue && !later && opcode.slot() < plan.slots()) {
                return opcode;
            }
        }
    }

    private void branch(int depth) {
        expression("condition", depth + 1);
        int otherwise = jump(random.nextBoolean() ? Opcode.JUMP_IF_FALSE : Opcode.JUMP_IF_TRUE_W);
        drop();
        if (random.nextInt(6) == 0) {
            end(ENDS.get(random.nextInt(ENDS.size())));
            height++;
            land(otherwise);
        } else {
            block(1 + random.nextInt(2), depth + 1);
            int join = jump(random.nextBoolean() ? Opcode.JUMP : Opcode.JUMP_W);
            height++;
            land(otherwise);
            block(1, depth + 1);
            drop();
            land(join);
            return;
        }
        drop();
    }

    private void loop(int depth) {
        int start = code.size();
        expression("condition", depth + 1);
        int out = jump(random.nextBoolean() ? Opcode.JUMP_IF_FALSE_W : Opcode.JUMP_IF_TRUE);
        drop();
        block(1 + random.nextInt(2), depth + 1);
        Opcode back = random.nextBoolean() ? Opcode.LOOP : Opcode.LOOP_W;
        emit(back, code.size() + back.length() - start);
        height++;
        land(out);
        drop();
    }

    private void protect(int depth) {
        int handler = jump(Opcode.PUSH_RECOVER);
        block(1 + random.nextInt(3), depth + 1);
        emit(Opcode.POP_RECOVER);
        int join = jump(Opcode.JUMP);
        land(handler);
        grow(1);
        drop();
        land(join);
    }

    /** Ends a path of control. */
    private void end(Opcode opcode) {
        int before = height;
        int count = 0;
        if (opcode == Opcode.TAIL_CALL) {
            count = callee();
            arguments(count, DEPTH_MAX);
            emit(opcode, count);
        } else {
            for (int operand = opcode.effect().pops(0); operand > 0; operand--) {
                expression("value", DEPTH_MAX - 1);
            }
            emit(opcode);
        }
        height = before;
    }

    private void drop() {
        emit(Opcode.POP);
        height--;
    }

    /** Emits a jump and returns its number for {@link #land}. */
    private int jump(Opcode opcode) {
        emit(opcode, 0);
        int size = opcode.operands().getFirst().size();
        patches.add(new int[]{code.size() - size, size, 0});
        return patches.size() - 1;
    }

    private void land(int jump) {
        int[] patch = patches.get(jump);
        patch[2] = code.size() - (patch[0] + patch[1]);
    }

    // --- expressions ---

    /** Pushes one value. @param name of the operand in the table of instructions, a hint of its kind */
    private void expression(String name, int depth) {
        if (depth >= DEPTH_MAX) {
            leaf(name);
            return;
        }
        switch (name) {
            case "class", "superclass" -> instruction(Opcode.CLASS, depth + 1);
            case "method", "cleanup", "handler" -> instruction(
                    random.nextBoolean() ? Opcode.CLOSURE : Opcode.NOP, depth + 1, true);
            case "list" -> instruction(Opcode.NEW_LIST, depth + 1);
            case "map" -> instruction(Opcode.NEW_MAP, depth + 1);
            case "array", "from", "to" -> instruction(Opcode.NEW_ARRAY, depth + 1);
            case "struct", "receiver" -> instruction(Opcode.NEW_STRUCT, depth + 1);
            case "index", "offset", "count", "at", "there", "length", "capacity", "key" -> leaf(name);
            case "object" -> instruction(List.of(Opcode.NEW_ARRAY, Opcode.NEW_LIST, Opcode.NEW_OBJECT,
                    Opcode.NEW_STRUCT, Opcode.NEW_TRAIT, Opcode.NEW_MAP).get(random.nextInt(6)), depth + 1);
            default -> anything(name, depth);
        }
    }

    private void anything(String name, int depth) {
        Opcode opcode = usable();
        if (opcode.effect().pushes() == 1 && random.nextInt(3) > 0) {
            instruction(opcode, depth + 1);
        } else {
            leaf(name);
        }
    }

    private void leaf(String name) {
        switch (name) {
            case "class", "superclass" -> instruction(Opcode.CLASS, DEPTH_MAX);
            case "method", "cleanup", "handler", "callee" -> pushFunction(outline.plain(random));
            case "left", "right", "number", "index", "offset", "count", "at", "there", "length", "capacity", "key" ->
                push(random.nextInt(8) == 0 ? value() : number());
            default -> other();
        }
    }

    private void other() {
        switch (random.nextInt(6)) {
            case 0 -> {
                emit(Opcode.NIL);
                grow(1);
            }
            case 1 -> {
                emit(Opcode.TRUE);
                grow(1);
            }
            case 2, 3 -> {
                emit(Opcode.GET_LOCAL, random.nextInt(plan.slots()));
                grow(1);
            }
            default -> push(value());
        }
    }

    private Constant number() {
        int bits = NUMBERS[random.nextInt(NUMBERS.length)];
        return random.nextInt(4) == 0
                ? new Constant.Float64(Double.doubleToLongBits(bits / 2.0))
                : new Constant.Int(random.nextInt(8) == 0 ? (1L << 60) - 1 : bits);
    }

    private Constant value() {
        return switch (random.nextInt(5)) {
            case 0 -> new Constant.Char('a' + random.nextInt(26));
            case 1 -> new Constant.Symbol(outline.text(random));
            case 2 -> new Constant.Float32(Float.floatToIntBits(random.nextInt(100) / 4f));
            default -> new Constant.Text(outline.text(random));
        };
    }

    private void push(Constant constant) {
        emit(random.nextInt(8) == 0 ? Opcode.CONST_W : Opcode.CONST, constant(constant));
        grow(1);
    }

    private void pushFunction(Outline.Plan target) {
        push(new Constant.Function(target.index()));
    }

    /** Pushes a function and returns the number of arguments to pass, mostly the number that it takes. */
    private int callee() {
        Outline.Plan target = outline.plain(random);
        pushFunction(target);
        return random.nextInt(10) == 0 ? random.nextInt(4) : target.arity();
    }

    private void arguments(int count, int depth) {
        for (int k = 0; k < count; k++) {
            expression("argument", depth);
        }
    }

    // --- instructions ---

    private void instruction(Opcode opcode, int depth, boolean code) {
        if (code && opcode == Opcode.NOP) {
            pushFunction(outline.plain(random));
        } else {
            instruction(opcode, depth);
        }
    }

    /** Generates an instruction with its operands. */
    private void instruction(Opcode opcode, int depth) {
        int before = height;
        int[] operands = new int[opcode.operands().size()];
        TypeDef.Struct struct = outline.struct(random, opcode.operands().contains(Operand.FIELD));
        int count = random.nextInt(4);
        StackEffect effect = opcode.effect();
        for (int k = 0; k <= effect.takes().size(); k++) {
            if (k == effect.countedAt() && effect.counted() > 0) {
                count = opcode == Opcode.NEW_STRUCT ? struct.fields().size() : count;
                arguments(effect.counted() * count, depth);
            }
            if (k < effect.takes().size()) {
                String name = effect.takes().get(k).name();
                if (name.equals("callee")) {
                    count = callee();
                } else {
                    expression(name, depth + 1);
                }
            }
        }
        Outline.Plan target = outline.any(random, plan);
        for (int k = 0; k < operands.length; k++) {
            operands[k] = operand(opcode.operands().get(k), struct, count, target);
        }
        emit(opcode, operands);
        if (opcode == Opcode.CLOSURE) {
            captures(target);
        }
        height = before;
        grow(effect.pushes());
    }

    private int operand(Operand kind, TypeDef.Struct struct, int count, Outline.Plan target) {
        return switch (kind) {
            case CONSTANT, CONSTANT_WIDE -> constant(random.nextBoolean() ? number() : value());
            case NAME -> constant(new Constant.Text(outline.text(random)));
            case FUNCTION -> constant(new Constant.Function(target.index()));
            case STRUCT -> constant(new Constant.Type(outline.indexOf(struct)));
            case INTERFACE -> constant(new Constant.Type(Outline.INTERFACE));
            case TYPE -> constant(new Constant.Type(random.nextInt(Outline.TYPES)));
            case IMPORT -> constant(new Constant.Import(random.nextInt(outline.imports())));
            case LOCAL -> random.nextInt(plan.slots());
            case UPVALUE -> random.nextInt(plan.upvalues());
            case COUNT8, COUNT16 -> count;
            case FIELD -> random.nextInt(struct.fields().size());
            case SLOT -> random.nextInt(Outline.SLOTS);
            case TARGET -> random.nextInt(Target.values().length);
            case STORAGE -> random.nextInt(StorageClass.values().length);
            case FLAG -> random.nextInt(2);
            case CACHE, NUMBER -> random.nextInt(1 << 16);
            case CAPTURES, FORWARD, FORWARD_WIDE, BACKWARD, BACKWARD_WIDE, EXTENSION -> 0;
        };
    }

    private void captures(Outline.Plan target) {
        for (int k = 0; k < target.upvalues(); k++) {
            boolean local = plan.upvalues() == 0 || random.nextBoolean();
            code.write(local ? 1 : 0);
            code.write(random.nextInt(local ? plan.slots() : plan.upvalues()));
        }
    }

    private int constant(Constant constant) {
        int known = constants.indexOf(constant);
        if (known >= 0) {
            return known;
        }
        constants.add(constant);
        return constants.size() - 1;
    }

    private void grow(int words) {
        height += words;
        highest = Math.max(highest, height);
    }

    private void emit(Opcode opcode, int... operands) {
        code.write(opcode.code());
        for (int k = 0; k < operands.length; k++) {
            for (int shift = 8 * (opcode.operands().get(k).size() - 1); shift >= 0; shift -= 8) {
                code.write(operands[k] >>> shift);
            }
        }
    }
}
