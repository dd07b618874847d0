package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.StructType;
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
    private final Worker in;
    private final Conversions conversions;

    Families(Worker in) {
        this.in = in;
        this.conversions = new Conversions(in);
    }

    /** Carries one instruction out. @param pc where it is */
    void execute(int op, Code code, int pc, int sp) {
        Opcode opcode = Opcode.of(op);
        if (opcode == null) {
            in.stack.at(pc, pc + 1, sp);
            throw new PanicException(PanicCode.OPCODE, "unknown opcode " + op);
        }
        in.stack.at(pc, pc + opcode.length(), sp);
        if (opcode.feature() != null) {
            throw new UnsupportedInstruction(opcode);
        }
        switch (opcode.family()) {
            case STACK, CONSTANTS, VARIABLES, CLOSURES -> variables(op, code, pc, in.stack.words, sp);
            case ARITHMETIC, COMPARISON, LOGIC -> computing(op, code, pc, in.stack.words, sp);
            case AGGREGATES -> aggregates(op, code, pc, in.stack.words, sp);
            case STRUCTS, CLASSES -> objects(op, code, pc, in.stack.words, sp);
            case TRAITS -> traits(op, code, pc, in.stack.words, sp);
            case UNWINDING -> unwinding(op, code, pc, in.stack.words, sp);
            default -> control(op, code, pc, in.stack.words, sp);
        }
    }

    private void push(long[] s, long word) {
        s[in.stack.sp++] = word;
    }

    /** Puts a result in the place of the last operands. */
    private void replace(long[] s, int operands, long word) {
        in.stack.sp -= operands;
        s[in.stack.sp++] = word;
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
                code.cell(code.u16(pc + 1)).set(s[sp - 1]);
                in.stack.sp--;
            }
            case Codes.GET_IMPORT -> push(s, code.meaning(code.u16(pc + 1), ImportCell.class).get());
            case Codes.SET_UPVALUE ->
                in.upvalues.set(in.closures.capture(s[in.stack.fp - 1], code.u8(pc + 1)), s[sp - 1]);
            case Codes.CLOSURE -> {
                Code target = code.meaning(code.u16(pc + 1), Code.class);
                in.stack.next += 2 * target.upvalues;
                push(s, in.closures.newClosure(target, code.bytes, pc + 3));
            }
            // Only slots can be captured, and they lie below every operand.
            case Codes.CLOSE_UPVALUE -> in.stack.sp--;
            case Codes.CLOSE_LOCALS -> in.upvalues.close(in.stack, code.u8(pc + 1));
            default -> throw unknown(op);
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
                in.stack.sp -= 2;
            }
            case Codes.LIST_POP -> replace(s, 1, of.pop(s[sp - 1]));
            case Codes.LENGTH -> replace(s, 1, in.values.ofInt(of.length(s[sp - 1])));
            case Codes.SLICE -> replace(s, 3, of.slice(s[sp - 3], s[sp - 2], s[sp - 1]));
            case Codes.ARRAY_COPY -> {
                of.copy(s, sp - 5);
                in.stack.sp -= 5;
            }
            case Codes.ARRAY_FILL -> {
                of.fillArray(s, sp - 4);
                in.stack.sp -= 4;
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
                in.vm.own(in.values.address(s[in.stack.sp - 1]), type.id());
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
                in.stack.outgoing = 1;
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
                in.stack.sp--;
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
                in.stack.outgoing = arguments + 2;
                long method = in.classes.method(s[sp - 1], code.nameAt(code.u16(pc + 1)), code, pc);
                in.classes.rememberMethod(code, pc, s[sp - 1], in.vm.function(in.calls.number(method)));
                in.stack.sp--;
                in.stack.outgoing--;
                in.calls.callMethod(method, arguments);
            }
            default -> throw unknown(op);
        }
    }

    /** INVOKE: a field that holds something callable wins over a method. Clause: CLS-07. */
    void invoke(Code code, int pc, int arguments) {
        long[] s = in.stack.words;
        int first = in.stack.sp - arguments - 1;
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
                in.stack.outgoing = arguments + 1;
                int method = in.records.method(code, pc, s[sp - arguments - 1],
                        code.meaning(code.u16(pc + 1), Interface.class), code.u16(pc + 3));
                in.calls.callFunction(method, arguments);
            }
            case Codes.CALL_TRAIT -> {
                int arguments = code.u8(pc + 3);
                in.stack.outgoing = arguments + 1;
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
            case Codes.PUSH_RECOVER -> {
                FrameStack stack = in.stack;
                stack.setFlags(stack.obligations.pushRecover(stack.flags(), stack.next + code.u16(pc + 1),
                        sp - stack.fp));
            }
            case Codes.POP_RECOVER -> in.stack.setFlags(in.stack.obligations.popRecover(in.stack.flags()));
            case Codes.PUSH_CLEANUP -> {
                if (!in.isCode(s[sp - 1])) {
                    throw new PanicException(PanicCode.TYPE, "a cleanup is a function or a closure");
                }
                in.returns.pushCleanup(s[sp - 1]);
                in.stack.sp--;
            }
            case Codes.POP_CLEANUP -> {
                if (!in.returns.hasCleanup()) {
                    throw new PanicException(PanicCode.BOUNDS, "the frame has no cleanup");
                }
                if (code.u8(pc + 1) == 0) {
                    in.returns.dropCleanup();
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
                in.stack.next -= code.wide(pc + 1);
            }
            case Codes.TAIL_CALL -> {
                int arguments = code.u8(pc + 1);
                in.stack.outgoing = arguments + 1;
                if (in.mutator.mustPoll()) {
                    in.mutator.poll();
                }
                in.calls.tailCall(arguments);
            }
            case Codes.HALT -> in.task.halted(in.values.nil);
            case Codes.PRINT -> {
                in.task.out.print(in.text.text(s[sp - 1]) + "\n");
                in.stack.sp--;
            }
            case Codes.PROFILE -> {
                // a profiler counts here
            }
            case Codes.EXT -> throw new PanicException(PanicCode.OPCODE, "unknown extension " + code.u8(pc + 1));
            default -> throw unknown(op);
        }
    }
}
