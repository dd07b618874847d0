package dev.jetvm.features.steps;

import dev.jetvm.conformance.corpus.Instructions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * One function of a {@link ScenarioProgram}, instruction by instruction. The slot behind the arguments has the list
 * that {@code hold} makes.
 */
final class ProgramFunction {
    private static final Set<String> ENDS = Set.of("RETURN", "PANIC", "HALT", "LOOP", "TAIL_CALL", "TAIL_RESUME");

    /**
     * A block that has been opened and not ended.
     *
     * @param again label at its begin, or the label of the handler
     * @param after label behind it
     * @param slot variable of the block
     */
    private record Block(Kind kind, String again, String after, int slot) {}

    private enum Kind {
        REPEAT, UNTIL, IF, TRY, CAUGHT
    }

    private final ScenarioProgram program;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final int arity;
    private int labels;
    private int slots;
    /** Whether control can reach the present place. */
    private boolean reachable = true;

    ProgramFunction(ScenarioProgram program, int arity) {
        this.program = program;
        this.arity = arity;
        this.slots = arity + 1;
    }

    /** The feature of a line of assembly; empty if it has no instruction or one that belongs to {@code vm.run}. */
    static Optional<String> feature(String line) {
        return Instructions.named(line.split(" ", 2)[0]).map(Instructions.Row::family)
                .filter(family -> !line.equals("PRINT")).map(family -> "vm." + family);
    }

    ProgramFunction emit(String... lines) {
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
            feature(line).ifPresent(program::use);
            reachable = !ENDS.contains(line.split(" ", 2)[0]);
        }
        return this;
    }

    private void label(String name) {
        text.append(name).append(":\n");
        reachable = true;
    }

    private String newLabel() {
        return "l" + labels++;
    }

    ProgramFunction text(String value) {
        return emit("CONST (\"" + value + "\")");
    }

    ProgramFunction number(String value) {
        return emit("CONST (" + value + ")");
    }

    ProgramFunction function(String name) {
        program.ready(name);
        return emit("CONST (@" + name + ")");
    }

    ProgramFunction imported(String module, String name) {
        program.use(module, name);
        return emit("GET_IMPORT (%\"" + module + "\"." + name + ")");
    }

    ProgramFunction variable(String name) {
        program.declare(name, "NIL");
        return emit("GET_GLOBAL (\"" + name + "\")");
    }

    void assign(String name) {
        program.declare(name, "NIL");
        emit("SET_GLOBAL (\"" + name + "\")", "POP");
    }

    void spawn(String function, String task) {
        function(function).emit("SPAWN 0").assign(task);
    }

    void add(String name, String number) {
        program.declare(name, "CONST (0)");
        variable(name).number(number).emit("ADD").assign(name);
    }

    private void flag(String name) {
        program.declare(name, "FALSE");
        variable(name);
    }

    void waitFor(String flag, String meanwhile) {
        String again = newLabel();
        String after = newLabel();
        label(again);
        emit(meanwhile);
        flag(flag);
        emit("JUMP_IF_TRUE " + after, "POP", "LOOP " + again);
        label(after);
        emit("POP");
    }

    void forEver(String meanwhile) {
        String again = newLabel();
        label(again);
        emit(meanwhile, "LOOP " + again);
    }

    void atExit(String function, String priority) {
        imported("jet.exit", "register").function(function).number(priority).emit("CALL 2", "POP");
    }

    // --- values ---

    /** Pushes a value that is described by a text, see {@link ProgramValues}. */
    ProgramFunction value(String description) {
        ProgramValues.push(this, description);
        return this;
    }

    /** Pushes a number in a place where a verifier may refuse a constant of this kind. */
    ProgramFunction untyped() {
        program.declare("a_number", "CONST (1)");
        return variable("a_number");
    }

    ProgramFunction argument(int number) {
        if (number > arity) {
            throw Conversation.defect("the function has no argument " + number);
        }
        return emit("GET_LOCAL " + number);
    }

    /** Pushes the last argument of a clause. */
    ProgramFunction continuation() {
        return argument(Math.max(arity, 1));
    }

    void hold(String first, String second) {
        number(first).text(second).emit("NEW_LIST 2", "SET_LOCAL " + (arity + 1), "POP");
    }

    ProgramFunction list() {
        return emit("GET_LOCAL " + (arity + 1));
    }

    // --- blocks ---

    private int newSlot() {
        return ++slots;
    }

    void repeat(String times) {
        Block block = new Block(Kind.REPEAT, newLabel(), newLabel(), newSlot());
        blocks.push(block);
        number(times).emit("SET_LOCAL " + block.slot, "POP");
        label(block.again);
        emit("GET_LOCAL " + block.slot).number("0").emit("EQUAL", "JUMP_IF_TRUE " + block.after, "POP");
    }

    void until(String flag) {
        Block block = new Block(Kind.UNTIL, newLabel(), newLabel(), 0);
        blocks.push(block);
        label(block.again);
        flag(flag);
        emit("JUMP_IF_TRUE " + block.after, "POP");
    }

    void when(String name, String number) {
        Block block = new Block(Kind.IF, newLabel(), newLabel(), 0);
        blocks.push(block);
        variable(name).number(number).emit("EQUAL", "JUMP_IF_FALSE " + block.again, "POP");
    }

    void attempt() {
        Block block = new Block(Kind.TRY, newLabel(), newLabel(), newSlot());
        blocks.push(block);
        emit("PUSH_RECOVER " + block.again);
    }

    void handle() {
        Block block = open(Kind.TRY);
        if (reachable) {
            emit("POP_RECOVER", "JUMP " + block.after);
        }
        blocks.push(new Block(Kind.CAUGHT, block.again, block.after, block.slot));
        label(block.again);
        emit("SET_LOCAL " + block.slot, "POP");
    }

    /** Pushes what the panic of the innermost {@code caught} has under a key. */
    ProgramFunction caught(String key) {
        Block block = blocks.stream().filter(each -> each.kind == Kind.CAUGHT).findFirst()
                .orElseThrow(() -> Conversation.defect("no panic is caught where its " + key + " is needed"));
        return emit("GET_LOCAL " + block.slot).text(key).emit("GET_INDEX");
    }

    void end() {
        Block block = blocks.isEmpty() ? open(Kind.REPEAT) : blocks.pop();
        switch (block.kind) {
            case REPEAT -> {
                emit("GET_LOCAL " + block.slot).number("1").emit("SUBTRACT", "SET_LOCAL " + block.slot, "POP",
                        "LOOP " + block.again);
                label(block.after);
                emit("POP");
            }
            case UNTIL -> {
                emit("LOOP " + block.again);
                label(block.after);
                emit("POP");
            }
            case IF -> {
                if (reachable) {
                    emit("JUMP " + block.after);
                }
                label(block.again);
                emit("POP");
                label(block.after);
            }
            case CAUGHT -> label(block.after);
            case TRY -> throw Conversation.defect("`try` without `caught`");
        }
    }

    private Block open(Kind kind) {
        Block block = blocks.poll();
        if (block == null || block.kind != kind) {
            throw Conversation.defect("a statement needs an open block, " + kind);
        }
        return block;
    }

    // --- many tasks ---

    /** Spawns tasks, keeps them in a list, joins them and pushes the sum of their results. */
    ProgramFunction sum(String count, String function) {
        int list = newSlot();
        int sum = newSlot();
        emit("NEW_LIST 0", "SET_LOCAL " + list, "POP").number("0").emit("SET_LOCAL " + sum, "POP");
        repeat(count);
        emit("GET_LOCAL " + list);
        function(function).emit("SPAWN 0", "LIST_PUSH");
        end();
        repeat(count);
        emit("GET_LOCAL " + sum, "GET_LOCAL " + list, "LIST_POP", "JOIN", "ADD", "SET_LOCAL " + sum, "POP");
        end();
        return emit("GET_LOCAL " + sum);
    }

    /** The instructions; a function that reaches its end returns nil. */
    String lines() {
        if (!blocks.isEmpty()) {
            throw Conversation.defect("a block has no `end`");
        }
        if (reachable) {
            emit("NIL", "RETURN");
        }
        return text.toString();
    }
}
