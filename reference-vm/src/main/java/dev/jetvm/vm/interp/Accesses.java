package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.vm.interp.Access.Kind;
import dev.jetvm.vm.interp.Access.Mode;
import dev.jetvm.vm.interp.Access.Place;
import dev.jetvm.vm.interp.Access.Touch;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the next instruction of a task touches that other tasks may touch too. Where that is not known in
 * detail, the instruction counts as one that may affect everything: fewer steps are then independent, and none is
 * wrongly taken for independent.
 *
 * <p>Objects are known by their addresses until the first collection, which may move them; from then on every object may
 * be every other.
 *
 * @spec SCHED-29
 */
final class Accesses {
    private static final OperandPlace SLOT = Opcode.GET_LOCAL.place(Operand.LOCAL);
    private static final OperandPlace NAME = Opcode.GET_GLOBAL.place(Operand.NAME);
    private static final OperandPlace UPVALUE = Opcode.GET_UPVALUE.place(Operand.UPVALUE);
    private static final OperandPlace COUNT = Opcode.CALL.place(Operand.COUNT8);
    private static final OperandPlace INVOKE_NAME = Opcode.INVOKE.place(Operand.NAME);
    private static final OperandPlace INVOKE_COUNT = Opcode.INVOKE.place(Operand.COUNT8);
    private static final OperandPlace CASES = Opcode.SELECT.place(Operand.COUNT8);
    private static final OperandPlace IMPORT = Opcode.GET_IMPORT.place(Operand.IMPORT);
    /** Natives of module {@code jet} that touch nothing but their arguments, which are values. */
    private static final List<String> PURE = List.of("sqrt", "floor", "ceil", "abs", "frames");

    private final Worker in;
    private final Map<Native, String> natives;

    Accesses(Worker in) {
        this.in = in;
        this.natives = in.vm.natives().names();
    }

    /** Returns what the next instruction touches, or null if other tasks cannot observe it. */
    @Nullable
    Access next(Task task) {
        FrameStack stack = task.stack;
        if (task.isCancelDue() || task.leavesScope || isInterrupted(task)) {
            return Access.ALL;
        }
        if (stack.isEmpty()) {
            return task == in.vm.task() && task.plan.isEmpty() ? rootEnd(task) : null;
        }
        LinkedFunction code = stack.code();
        int pc = stack.next;
        Opcode op = Opcode.of(code.bytes[pc] & 0xFF);
        if (op == null) {
            return Access.ALL;
        }
        return switch (op.family()) {
            case VARIABLES, SHORT -> variable(op, code, pc, stack);
            case CLOSURES -> closure(op, code, pc, stack);
            case AGGREGATES -> aggregate(op, stack);
            case STRUCTS, CLASSES -> member(op, code, pc, stack);
            case CALLS -> call(op, code, pc, task);
            case UNWINDING -> op == Opcode.PUSH_CLEANUP ? Access.NONE : null;
            case DEBUGGING -> op == Opcode.PRINT ? print(stack.operand(1)) : null;
            case ARITHMETIC -> op == Opcode.CONVERT && isMutable(stack.operand(1)) ? Access.ALL : null;
            case TASKS -> task(op, stack);
            case SCOPES -> op == Opcode.ENTER_SCOPE ? Access.NONE : leaveScope(task);
            case CHANNELS -> channel(op, task);
            case SELECT -> selection(code.operand(CASES, pc), task);
            case CANCELLATION, EFFECTS, FOREIGN -> Access.ALL;
            case STACK, CONSTANTS, COMPARISON, LOGIC, JUMPS, TRAITS -> null;
        };
    }

    private static boolean isInterrupted(Task task) {
        Waiter.Decision decision = task.decision();
        return decision != null && decision != Waiter.Decision.EVENT
                || task.unwinding.isEmpty() && task.interrupting(null) != null;
    }

    /** What the end of a task touches: those who join it, and its scope. */
    private Access end(Task task) {
        return task.hasFailed()
                ? Access.ALL
                : new Access(false, List.of(new Touch(new Place(Kind.END, object(task.handle), ""), Mode.WRITE),
                        new Touch(new Place(Kind.SCOPE, scope(task.home()), ""), Mode.ADD)));
    }

    /** Scopes are known by their owners; those of one owner count as one. */
    private static long scope(TaskScope scope) {
        ScheduledTask owner = scope.owner();
        return owner == null ? Long.MAX_VALUE : owner.id();
    }

    /** The root task waits for the tasks of the root scope. */
    private static Access rootEnd(Task root) {
        return Access.read(Kind.SCOPE, scope(root.home()));
    }

    private static Access leaveScope(Task task) {
        Task.OpenScope open = task.innermost();
        return open == null ? Access.ALL : Access.read(Kind.SCOPE, scope(open.scope));
    }

    // --- memory ---

    private long object(long word) {
        return in.vm.heap().statistics().collections() > 0 || !in.values.isReference(word)
                ? Place.ANY
                : in.values.address(word);
    }

    private Access reads(long word) {
        return Access.read(Kind.OBJECT, object(word));
    }

    private Access writes(long word) {
        return Access.write(Kind.OBJECT, object(word));
    }

    /** Returns whether a value is an object that tasks may change. */
    private boolean isMutable(long word) {
        return Native.isObject(in, word) && !in.values.is(word, BuiltinType.STRING);
    }

    private @Nullable Access variable(Opcode op, LinkedFunction code, int pc, FrameStack stack) {
        return switch (op) {
            case GET_GLOBAL -> Access.global(global(code, pc), Mode.READ);
            case SET_GLOBAL, DEFINE_GLOBAL -> Access.global(global(code, pc), Mode.WRITE);
            case GET_IMPORT -> code.meaning(code.operand(IMPORT, pc),
                    ImportCell.class) instanceof ImportCell.OfValue(GlobalCell cell, String module)
                            ? Access.global(module + "." + cell.name, Mode.READ)
                            : null;
            case GET_LOCAL -> local(stack, code.operand(SLOT, pc), false);
            case SET_LOCAL -> local(stack, code.operand(SLOT, pc), true);
            default -> op.name().startsWith("GET_LOCAL") ? local(stack, op.slot(), false) : null;
        };
    }

    private static String global(LinkedFunction code, int pc) {
        return code.module.module.name() + "." + code.nameAt(code.operand(NAME, pc));
    }

    private @Nullable Access local(FrameStack stack, int slot, boolean writes) {
        long cell = stack.obligations.cell(stack.flags(), slot);
        return cell == 0 ? null : cell(cell, writes);
    }

    private Access cell(long cell, boolean writes) {
        return writes ? Access.write(Kind.VARIABLE, object(cell)) : Access.read(Kind.VARIABLE, object(cell));
    }

    private @Nullable Access closure(Opcode op, LinkedFunction code, int pc, FrameStack stack) {
        return switch (op) {
            case GET_UPVALUE, SET_UPVALUE -> cell(in.closures.capture(stack.closure(), code.operand(UPVALUE, pc)),
                    op == Opcode.SET_UPVALUE);
            case CLOSE_LOCALS -> Access.read(Kind.VARIABLE, Place.ANY);
            default -> null;
        };
    }

    private @Nullable Access aggregate(Opcode op, FrameStack stack) {
        return switch (op) {
            case GET_INDEX, MAP_HAS -> container(stack.operand(2), false);
            case SET_INDEX -> container(stack.operand(3), true);
            case LIST_PUSH, MAP_REMOVE -> writes(stack.operand(2));
            case LIST_POP -> writes(stack.operand(1));
            case LENGTH, MAP_KEYS -> container(stack.operand(1), false);
            case SLICE -> container(stack.operand(3), false);
            case ARRAY_COPY, ARRAY_FILL -> Access.write(Kind.OBJECT, Place.ANY);
            default -> null;
        };
    }

    /** A slice is a window on an array that it does not name here. */
    private @Nullable Access container(long word, boolean writes) {
        if (in.values.is(word, BuiltinType.STRING)) {
            return null;
        }
        long number = in.values.is(word, BuiltinType.SLICE) ? Place.ANY : object(word);
        return writes ? Access.write(Kind.OBJECT, number) : Access.read(Kind.OBJECT, number);
    }

    private @Nullable Access member(Opcode op, LinkedFunction code, int pc, FrameStack stack) {
        return switch (op) {
            case GET_FIELD, GET_PROPERTY -> reads(stack.operand(1));
            case SET_FIELD, SET_PROPERTY -> writes(stack.operand(2));
            case INVOKE -> invoke(code, pc, stack.operand(code.operand(INVOKE_COUNT, pc) + 1));
            case METHOD, INHERIT -> Access.ALL;
            default -> null;
        };
    }

    /** A field may hold a native. */
    private Access invoke(LinkedFunction code, int pc, long receiver) {
        try {
            int property = in.instances.find(code, pc, receiver, code.nameAt(code.operand(INVOKE_NAME, pc)));
            return Instances.isField(property) ? Access.ALL : reads(receiver);
        } catch (PanicException e) {
            return Access.ALL;
        }
    }

    // --- calls ---

    private @Nullable Access call(Opcode op, LinkedFunction code, int pc, Task task) {
        FrameStack stack = task.stack;
        return switch (op) {
            case RETURN -> leave(task);
            case HALT -> Access.ALL;
            default -> {
                long callee = stack.operand(code.operand(COUNT, pc) + 1);
                if (in.values.is(callee, BuiltinType.NATIVE)) {
                    yield calledNative(in.vm.natives().at(in.calls.number(callee)), task);
                }
                yield op == Opcode.TAIL_CALL ? leave(task) : null;
            }
        };
    }

    /** Leaving a frame runs its cleanups and waits for its scopes; leaving the last one ends the task. */
    private @Nullable Access leave(Task task) {
        FrameStack stack = task.stack;
        if (!task.unwinding.isEmpty()) {
            return Access.ALL;
        }
        if ((stack.flags() & FrameObligations.CLEANUPS) != 0) {
            // A clause takes its continuation, which other tasks may take too.
            boolean clause = in.values.is(stack.obligations.lastCleanup(), BuiltinType.CONTINUATION);
            return task.innermost() == null && !clause ? Access.NONE : Access.ALL;
        }
        if (stack.depth() > 1) {
            return null;
        }
        return task == in.vm.task() ? rootEnd(task) : end(task);
    }

    private @Nullable Access calledNative(Native called, Task task) {
        String name = natives.getOrDefault(called, "");
        return switch (name) {
            case "jet.write" -> print(task.stack.operand(1));
            case "jet.tasks.current", "jet.task-locals.get", "jet.task-locals.set" -> null;
            case "jet.timers.sleep" -> Access.write(Kind.TIMERS, 0);
            case "jet.parking.park" -> Access.write(Kind.PERMIT, task.id());
            case "jet.parking.unpark" -> {
                Task target = in.taskObjects.find(task.stack.operand(1));
                yield target == null ? Access.ALL : Access.write(Kind.PERMIT, target.id());
            }
            default ->
                name.startsWith(Natives.MODULE + ".") && PURE.contains(name.substring(Natives.MODULE.length() + 1))
                        ? null
                        : Access.ALL;
        };
    }

    private Access print(long word) {
        return isMutable(word) ? Access.ALL : Access.write(Kind.OUTPUT, 0);
    }

    // --- channels ---

    private @Nullable Access channel(Opcode op, Task task) {
        FrameStack stack = task.stack;
        return switch (op) {
            case NEW_CHANNEL -> null;
            case SEND, TRY_SEND -> channels(task, stack.sp - 2, 1, 2);
            default -> channels(task, stack.sp - 1, 1, 1);
        };
    }

    private @Nullable Access selection(int cases, Task task) {
        return channels(task, task.stack.sp - cases * SelectOps.WORDS, cases, SelectOps.WORDS);
    }

    /**
     * Returns what an operation on channels touches: their queues and buffers, and the queues of all channels for which those
     * wait that it may match. After a wait it takes only what it was handed.
     */
    private @Nullable Access channels(Task task, int first, int count, int words) {
        if (task.present() != null) {
            return null;
        }
        Set<Long> touched = new TreeSet<>();
        for (int k = 0; k < count; k++) {
            Channel channel = in.channels.find(task.stack.words[first + k * words]);
            if (channel != null) {
                channel.forEachEntangled(each -> touched.add(each.id()));
            }
        }
        return new Access(false, touched.stream().map(id -> new Touch(new Place(Kind.CHANNEL, id, ""), Mode.WRITE))
                .toList());
    }

    private @Nullable Access task(Opcode op, FrameStack stack) {
        return switch (op) {
            case SPAWN -> Access.write(Kind.SPAWNING, 0);
            case JOIN -> Access.read(Kind.END, object(stack.operand(1)));
            default -> Access.NONE;
        };
    }
}
