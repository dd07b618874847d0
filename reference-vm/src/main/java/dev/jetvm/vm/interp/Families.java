package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.vm.interp.Recovers.Recover;
import dev.jetvm.vm.isa.Codes;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Target;

/**
 * The instructions that programs carry out less often than those of the loop. Each finds its operands on the stack and
 * leaves its result there.
 *
 * <p>Clauses: ISA-06 to ISA-48.
 */
final class Families {
    private final Interpreter in;
    private final FrameStack stack;
    private final Conversions conversions;

    Families(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
        this.conversions = new Conversions(in);
    }

    /** Carries one instruction out. @param pc where it is */
    void execute(int op, Code code, int pc, int sp) {
        Opcode opcode = Opcode.of(op);
        if (opcode == null) {
            stack.at(pc, pc + 1, sp);
            throw new PanicException(PanicCode.OPCODE, "unknown opcode " + op);
        }
        stack.at(pc, pc + opcode.length(), sp);
        if (opcode.feature() != null) {
            throw new UnsupportedInstruction(opcode);
        }
        switch (opcode.family()) {
            case STACK, CONSTANTS, VARIABLES, CLOSURES -> variables(op, code, pc, stack.words, sp);
            case ARITHMETIC, COMPARISON, LOGIC -> computing(op, code, pc, stack.words, sp);
            case AGGREGATES -> aggregates(op, code, pc, stack.words, sp);
            case STRUCTS, CLASSES -> objects(op, code, pc, stack.words, sp);
            case TRAITS -> traits(op, code, pc, stack.words, sp);
            case UNWINDING -> unwinding(op, code, pc, stack.words, sp);
            default -> control(op, code, pc, stack.words, sp);
        }
    }

    private void push(long[] s, long word) {
        s[stack.sp++] = word;
    }

    /** Puts a result in the place of the last operands. */
    private void replace(long[] s, int operands, long word) {
        stack.sp -= operands;
        s[stack.sp++] = word;
    }

    private void variables(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.SWAP -> {
                long top = s[sp - 1];
                s[sp - 1] = s[sp - 2];
                s[sp - 2] = top;
            }
            case Codes.CONST_W -> push(s, code.constants[code.wide(pc + 1)]);
            case Codes.DEFINE_GLOBAL -> {
                GlobalCell cell = code.cell(code.u16(pc + 1));
                cell.word = s[sp - 1];
                cell.defined = true;
                stack.sp--;
            }
            case Codes.GET_IMPORT -> push(s, code.meaning(code.u16(pc + 1), ImportCell.class).get());
            case Codes.SET_UPVALUE -> in.stack.upvalues.set(
                    in.values.address(in.closures.capture(s[stack.fp - 1], code.u8(pc + 1))), s[sp - 1], stack);
            case Codes.CLOSURE -> {
                Code target = code.meaning(code.u16(pc + 1), Code.class);
                stack.next += 2 * target.upvalues;
                push(s, in.closures.newClosure(target, code.bytes, pc + 3));
            }
            case Codes.CLOSE_UPVALUE -> {
                closeFrom(sp - 1);
                stack.sp--;
            }
            case Codes.CLOSE_LOCALS -> closeFrom(stack.fp + code.u8(pc + 1));
            default -> throw unknown(op);
        }
    }

    /** Gives captures of a place of the innermost frame, and of those behind it, values of their own. */
    private void closeFrom(int place) {
        long position = Upvalues.position(stack.segment(), place);
        if (stack.upvalues.anyFrom(position)) {
            stack.upvalues.close(position, stack);
        }
    }

    private static IllegalStateException unknown(int op) {
        return new IllegalStateException("nobody carries " + Opcode.of(op) + " out");
    }

    private void computing(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.WRAP_ADD, Codes.WRAP_SUBTRACT, Codes.WRAP_MULTIPLY -> replace(s, 2,
                    in.numbers.arithmetic(op, s[sp - 2], s[sp - 1]));
            case Codes.NEGATE -> replace(s, 1, in.numbers.negate(s[sp - 1]));
            case Codes.CONVERT -> replace(s, 1,
                    conversions.convert(s[sp - 1], Target.values()[code.u8(pc + 1)]));
            case Codes.COMPARE_STRINGS -> replace(s, 2,
                    in.values.ofInt(in.numbers.compareStrings(s[sp - 2], s[sp - 1])));
            case Codes.AND -> replace(s, 2, in.values.isFalsey(s[sp - 2]) ? s[sp - 2] : s[sp - 1]);
            case Codes.OR -> replace(s, 2, in.values.isFalsey(s[sp - 2]) ? s[sp - 1] : s[sp - 2]);
            default -> throw unknown(op);
        }
    }

    private void aggregates(int op, Code code, int pc, long[] s, int sp) {
        Aggregates of = in.aggregates;
        switch (op) {
            case Codes.NEW_ARRAY -> {
                int count = code.u16(pc + 1);
                replace(s, count, of.newArray(s, sp - count, count));
            }
            case Codes.NEW_LIST -> {
                int count = code.u16(pc + 1);
                replace(s, count, of.newList(s, sp - count, count));
            }
            case Codes.NEW_MAP -> {
                int pairs = code.u16(pc + 1);
                replace(s, 2 * pairs, of.newMap(s, sp - 2 * pairs, pairs));
            }
            case Codes.NEW_ARRAY_OF -> replace(s, 1, of.newArrayOf(code.u8(pc + 1), s[sp - 1]));
            case Codes.LIST_PUSH -> {
                of.push(s, sp - 2);
                stack.sp -= 2;
            }
            case Codes.LIST_POP -> replace(s, 1, of.pop(s[sp - 1]));
            case Codes.LENGTH -> replace(s, 1, in.values.ofInt(of.length(s[sp - 1])));
            case Codes.SLICE -> replace(s, 3, of.slice(s[sp - 3], s[sp - 2], s[sp - 1]));
            case Codes.ARRAY_COPY -> {
                of.copy(s, sp - 5);
                stack.sp -= 5;
            }
            case Codes.ARRAY_FILL -> {
                of.fillArray(s, sp - 4);
                stack.sp -= 4;
            }
            case Codes.MAP_HAS -> replace(s, 2, in.values.ofBool(of.has(s[sp - 2], s[sp - 1])));
            case Codes.MAP_REMOVE -> replace(s, 2, of.remove(s[sp - 2], s[sp - 1]));
            case Codes.MAP_KEYS -> replace(s, 1, of.keys(s[sp - 1]));
            default -> throw unknown(op);
        }
    }

    private void objects(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.NEW_STRUCT -> {
                StructType type = code.meaning(code.u16(pc + 1), StructType.class);
                int fields = type.layout().fields().size();
                replace(s, fields, in.records.newStruct(type, s, sp - fields));
                in.vm.own(in.values.address(s[stack.sp - 1]), type.id());
            }
            case Codes.GET_FIELD -> replace(s, 1,
                    in.records.get(code.meaning(code.u16(pc + 1), StructType.class), code.u16(pc + 3), s[sp - 1]));
            case Codes.SET_FIELD -> {
                in.records.set(code.meaning(code.u16(pc + 1), StructType.class), code.u16(pc + 3), s[sp - 2],
                        s[sp - 1]);
                replace(s, 2, s[sp - 1]);
            }
            case Codes.NEW_OBJECT -> {
                push(s, in.vm.baseClass(in));
                // no map lists it
                stack.outgoing = 1;
                replace(s, 1, in.classes.instantiate(s, sp, in.classes.info(s[sp])));
            }
            case Codes.CLASS -> {
                int name = code.u16(pc + 1);
                push(s, in.classes.newClass(code.nameAt(name), code.constants[name]));
            }
            case Codes.METHOD -> {
                String name = code.nameAt(code.u16(pc + 1));
                in.classes.addMethod(s, sp - 2, name);
                if (name.equals(Calls.INIT)) {
                    in.classes.info(s[sp - 2]).expect(in.vm.function(in.calls.number(s[sp - 1])).assigned());
                }
                stack.sp--;
            }
            case Codes.INHERIT -> {
                in.classes.inherit(s, sp - 2);
                replace(s, 2, s[sp - 1]);
            }
            case Codes.GET_SUPER -> {
                long method = in.classes.method(s[sp - 1], code.nameAt(code.u16(pc + 1)));
                replace(s, 2, in.instances.bind(s[sp - 2], method));
            }
            case Codes.SUPER_INVOKE -> {
                int arguments = code.u8(pc + 3);
                stack.outgoing = arguments + 2;
                long method = in.classes.method(s[sp - 1], code.nameAt(code.u16(pc + 1)), code, pc);
                in.classes.rememberMethod(code, pc, s[sp - 1], in.vm.function(in.calls.number(method)));
                stack.sp--;
                stack.outgoing--;
                in.calls.callMethod(method, arguments);
            }
            default -> throw unknown(op);
        }
    }

    /** INVOKE: a field that holds something callable wins over a method. Clause: CLS-07. */
    void invoke(Code code, int pc, int arguments) {
        long[] s = stack.words;
        int first = stack.sp - arguments - 1;
        String name = code.nameAt(code.u16(pc + 1));
        PropertyEntry entry = in.instances.lookUp(code, pc, s[first], name);
        long callee = in.instances.callee(entry, s[first], name);
        if (entry.field() >= 0) {
            s[first] = callee;
            in.calls.call(arguments);
        } else {
            in.instances.rememberMethod(code, pc, entry, in.vm.function(in.calls.number(callee)));
            in.calls.callMethod(callee, arguments);
        }
    }

    private void traits(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.CALL_INTERFACE -> {
                int arguments = code.u8(pc + 5);
                stack.outgoing = arguments + 1;
                int method = in.records.method(code, pc, s[sp - arguments - 1],
                        code.meaning(code.u16(pc + 1), Interface.class), code.u16(pc + 3));
                in.calls.callFunction(method, arguments);
            }
            case Codes.CALL_TRAIT -> {
                int arguments = code.u8(pc + 3);
                stack.outgoing = arguments + 1;
                int method = in.records.traitMethod(s[sp - arguments - 1], code.u16(pc + 1));
                s[sp - arguments - 1] = in.records.traitData(s[sp - arguments - 1]);
                in.calls.callFunction(method, arguments);
            }
            case Codes.NEW_TRAIT -> replace(s, 1,
                    in.records.newTrait(s[sp - 1], code.meaning(code.u16(pc + 1), Interface.class)));
            case Codes.CAST -> replace(s, 1,
                    in.records.cast(s[sp - 1], code.meaning(code.u16(pc + 1), StructType.class)));
            case Codes.IS_TYPE -> replace(s, 1,
                    in.values.ofBool(in.records.is(s[sp - 1], code.meaning(code.u16(pc + 1), Object.class))));
            case Codes.TYPE_NAME -> replace(s, 1,
                    in.aggregates.text(in.records.types().name(in.records.types().typeOf(s[sp - 1]))));
            default -> throw unknown(op);
        }
    }

    private void unwinding(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.PUSH_RECOVER -> in.recovers.push(new Recover(stack.depth(), sp,
                    stack.next + code.u16(pc + 1), stack.cleanups.size()));
            case Codes.POP_RECOVER -> in.recovers.pop();
            case Codes.PUSH_CLEANUP -> {
                if (!in.isCode(s[sp - 1])) {
                    throw new PanicException(PanicCode.TYPE, "a cleanup is a function or a closure");
                }
                stack.cleanups.push(s[sp - 1], stack.depth());
                stack.sp--;
            }
            case Codes.POP_CLEANUP -> {
                if (!stack.cleanups.has(stack.depth())) {
                    throw new PanicException(PanicCode.BOUNDS, "the frame has no cleanup");
                }
                if (code.u8(pc + 1) == 0) {
                    stack.cleanups.take();
                } else {
                    in.returns.startCleanup(FrameStack.DISCARD);
                }
            }
            case Codes.PANIC -> {
                String message = in.text.text(s[sp - 1]);
                in.unwinder.raise(PanicCode.USER, message, s[sp - 1]);
            }
            default -> throw unknown(op);
        }
    }

    private void control(int op, Code code, int pc, long[] s, int sp) {
        switch (op) {
            case Codes.LOOP_W -> {
                in.mutator.poll();
                stack.next -= code.wide(pc + 1);
            }
            case Codes.TAIL_CALL -> {
                int arguments = code.u8(pc + 1);
                stack.outgoing = arguments + 1;
                if (in.mutator.mustPoll()) {
                    in.mutator.poll();
                }
                in.calls.tailCall(arguments);
            }
            case Codes.HALT -> in.halt();
            case Codes.PRINT -> {
                in.vm.print(in.text.text(s[sp - 1]) + "\n");
                stack.sp--;
            }
            case Codes.PROFILE -> {
                // a profiler counts here
            }
            case Codes.EXT -> throw new PanicException(PanicCode.OPCODE, "unknown extension " + code.u8(pc + 1));
            default -> throw unknown(op);
        }
    }
}
