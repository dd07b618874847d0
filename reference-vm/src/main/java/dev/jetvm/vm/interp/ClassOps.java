package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code classes}.
 *
 * @spec ISA-27
 * @spec ISA-28
 * @spec ISA-32
 * @spec CLS-07
 * @spec CLS-09
 */
final class ClassOps {
    private static final OperandPlace NAME = Opcode.GET_PROPERTY.place(Operand.NAME);
    private static final OperandPlace COUNT = Opcode.INVOKE.place(Operand.COUNT8);

    private final Worker in;
    private final ClassObjects classes;
    private final Instances instances;
    private final Calls calls;

    ClassOps(Worker in) {
        this.in = in;
        this.classes = in.classes;
        this.instances = in.instances;
        this.calls = in.calls;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case NEW_OBJECT -> newObject(stack);
            case GET_PROPERTY -> stack.replace(1,
                    instances.get(stack.words, stack.sp - 1, code, stack.pc, name(code, stack)));
            case SET_PROPERTY -> {
                instances.set(stack.words, stack.sp - 2, code, stack.pc, name(code, stack));
                stack.replace(2, stack.operand(1));
            }
            case CLASS -> newClass(code, stack);
            case METHOD -> method(name(code, stack), stack);
            case INVOKE -> invoke(code, stack);
            case SUPER_INVOKE -> superInvoke(code, stack);
            case INHERIT -> {
                classes.inherit(stack.words, stack.sp - 2);
                stack.replace(2, stack.operand(1));
            }
            case GET_SUPER -> stack.replace(2, instances.bind(stack.operand(2),
                    classes.method(stack.operand(1), name(code, stack))));
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private static String name(LinkedFunction code, FrameStack stack) {
        return code.nameAt(code.operand(NAME, stack.pc));
    }

    private void newObject(FrameStack stack) {
        stack.push(in.vm.baseClass(in));
        // The stack map does not contain the class.
        stack.outgoing = 1;
        int place = stack.sp - 1;
        stack.replace(1, classes.instantiate(stack.words, place, classes.info(stack.words[place])));
    }

    private void newClass(LinkedFunction code, FrameStack stack) {
        int name = code.operand(NAME, stack.pc);
        stack.push(classes.newClass(code.nameAt(name), code.constants[name]));
    }

    private void method(String name, FrameStack stack) {
        classes.addMethod(stack.words, stack.sp - 2, name);
        if (name.equals(Calls.INIT)) {
            classes.info(stack.operand(2)).expect(in.vm.function(calls.number(stack.operand(1))).assigned());
        }
        stack.drop(1);
    }

    /** A field that holds something callable takes precedence over a method. */
    private void invoke(LinkedFunction code, FrameStack stack) {
        int arguments = code.operand(COUNT, stack.pc);
        stack.outgoing = arguments + 1;
        int receiver = stack.sp - arguments - 1;
        String name = name(code, stack);
        int property = instances.find(code, stack.pc, stack.words[receiver], name);
        long callee = instances.callee(property, stack.words[receiver]);
        if (Instances.isField(property)) {
            stack.words[receiver] = callee;
            calls.call(arguments);
        } else {
            calls.callMethod(callee, arguments);
        }
    }

    private void superInvoke(LinkedFunction code, FrameStack stack) {
        int arguments = code.operand(COUNT, stack.pc);
        stack.outgoing = arguments + 2;
        long method = classes.method(stack.operand(1), name(code, stack), code, stack.pc);
        stack.drop(1);
        stack.outgoing--;
        calls.callMethod(method, arguments);
    }
}
