package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.memory.HeaderConstants.TYPE_MAX;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Calls functions, closures, bound methods, classes and natives. The stack must hold the state of the caller: the
 * offsets of the current and of the next instruction, and the operands.
 *
 * @spec ISA-23
 * @spec ISA-24
 * @spec ISA-39
 * @spec INTERP-04
 * @spec INTERP-05
 * @spec INTERP-08
 * @spec CLS-03
 * @spec CLS-07
 * @spec ERR-213
 * @spec ERR-215
 * @spec ERR-218
 */
final class Calls {
    /** Offset of the number in functions, closures and natives. The number is stored times 8. */
    static final int NUMBER_OFFSET = HEADER_SIZE;
    static final String INIT = "init";
    private static final int FUNCTION = BuiltinType.FUNCTION.id();
    private static final int CLOSURE = BuiltinType.CLOSURE.id();
    private static final int CLASS = BuiltinType.CLASS.id();
    private static final int BOUND = BuiltinType.BOUND_METHOD.id();
    private static final int NATIVE = BuiltinType.NATIVE.id();

    private final Worker in;
    private final Memory memory;
    /** Whether a native that was called by TAIL_CALL has arranged that its caller returns. */
    private boolean returnsItself;

    Calls(Worker in) {
        this.in = in;
        this.memory = in.mutator.memory();
    }

    /** Returns the code of a function or closure, or null for any other value. */
    @Nullable
    LinkedFunction target(long word) {
        if (!in.values.isReference(word)) {
            return null;
        }
        long at = in.values.address(word);
        int type = (int) memory.word(at) & TYPE_MAX;
        return type == FUNCTION || type == CLOSURE
                ? in.vm.function((int) (memory.word(at + NUMBER_OFFSET) >> Values.RAW_SHIFT))
                : null;
    }

    /** Returns the number of a function, closure or native. */
    int number(long word) {
        return in.values.raw(in.values.address(word), NUMBER_OFFSET);
    }

    // --- calls ---

    /** Calls the operand below the arguments. */
    void call(int arguments) {
        long callee = in.stack.words[in.stack.sp - arguments - 1];
        call(callee, arguments, 0);
    }

    /** @param callee the value to call; slot 0 of its frame is the operand below the arguments */
    private void call(long callee, int arguments, long flags) {
        int first = in.stack.sp - arguments - 1;
        int type = in.values.typeOf(callee);
        if (type == FUNCTION || type == CLOSURE) {
            enter(in.vm.function(number(callee)), callee, arguments, flags);
        } else if (type == NATIVE) {
            callNative(number(callee), arguments);
        } else if (type == CLASS) {
            instantiate(first, arguments);
        } else if (type == BOUND) {
            in.stack.words[first] = in.instances.boundReceiver(callee);
            callMethod(in.instances.boundMethod(callee), arguments);
        } else {
            throw new PanicException(PanicCode.NOT_CALLABLE, "the value cannot be called");
        }
    }

    /** Calls a method whose receiver is the operand below the arguments. */
    void callMethod(long method, int arguments) {
        enter(in.vm.function(number(method)), method, arguments, 0);
    }

    /**
     * Calls a method with a receiver and arguments that are not on the stack.
     *
     * @param words the receiver, then the arguments
     * @param operands stack pointer of the caller after the call, without the result
     */
    void callMethod(long method, long[] words, int operands) {
        LinkedFunction code = in.vm.function(number(method));
        checkArity(code, words.length - 1);
        in.stack.enter(code, method, words, 0, words.length - 1, operands, 0);
        in.task.countCall();
    }

    /** Calls a function of a module by its number. The receiver is the operand below the arguments. */
    void callFunction(int number, int arguments) {
        LinkedFunction code = in.vm.function(number);
        enter(code, code.word, arguments, 0);
    }

    private void enter(LinkedFunction code, long closure, int arguments, long flags) {
        checkArity(code, arguments);
        int first = in.stack.sp - arguments - 1;
        in.stack.enter(code, closure, in.stack.words, first, arguments, first, flags);
        in.task.countCall();
    }

    static void checkArity(LinkedFunction code, int arguments) {
        if (arguments != code.arity) {
            throw new PanicException(PanicCode.ARITY,
                    "%s takes %d arguments, not %d".formatted(code.shownName(), code.arity, arguments));
        }
    }

    /**
     * Calls a class: creates an instance and calls {@code init}, if the class has one, with the arguments.
     *
     * @spec CLS-03
     */
    private void instantiate(int first, int arguments) {
        FeedbackVector.Constructor constructor = in.classes.constructor(in.stack.words[first], in.stack.code(),
                in.stack.pc);
        LinkedFunction init = constructor.init();
        if (init == null) {
            if (arguments != 0) {
                throw new PanicException(PanicCode.ARITY,
                        "%s takes no arguments, not %d".formatted(constructor.info().name, arguments));
            }
            in.stack.words[first] = in.classes.instantiate(in.stack.words, first, constructor.info());
            in.stack.sp = first + 1;
            return;
        }
        checkArity(init, arguments);
        long instance = in.classes.instantiate(in.stack.words, first, constructor.info());
        // A closure may have moved with its class, or another worker may have replaced it.
        boolean direct = init.upvalues == 0;
        long method = direct ? init.word : in.classes.method(in.stack.words[first], INIT);
        in.stack.words[first] = instance;
        enter(direct ? init : in.vm.function(number(method)), method, arguments, FrameStack.RECEIVER);
        in.stack.pushReceiver(in.stack.words[in.stack.fp]);
    }

    /** Calls a native, whose operand is below the arguments. */
    void callNative(int number, int arguments) {
        Native target = in.vm.natives().at(number);
        if (target.arity() >= 0 && target.arity() != arguments) {
            throw new PanicException(PanicCode.ARITY,
                    "%s takes %d arguments, not %d".formatted(target.name(), target.arity(), arguments));
        }
        int first = in.stack.sp - arguments;
        long result = target.body().call(in, first, arguments);
        if (result != Native.TRANSFERRED) {
            in.stack.words[first - 1] = result;
            in.stack.sp = first;
        }
    }

    /** Replaces the innermost frame by a frame of the callee. @spec DBG-04 @spec ISA-39 */
    void tailCall(int arguments) {
        if (in.returns.runCleanup()) {
            return;
        }
        int first = in.stack.sp - arguments - 1;
        long callee = in.stack.words[first];
        if (in.values.typeOf(callee) == BOUND) {
            in.stack.words[first] = in.instances.boundReceiver(callee);
            callee = in.instances.boundMethod(callee);
        }
        int type = in.values.typeOf(callee);
        if (type == FUNCTION || type == CLOSURE) {
            replaceFrame(callee, arguments);
        } else {
            callAndReturn(callee, arguments);
        }
    }

    private void replaceFrame(long callee, int arguments) {
        LinkedFunction code = in.vm.function(number(callee));
        checkArity(code, arguments);
        long[] taken = new long[arguments + 1];
        System.arraycopy(in.stack.words, in.stack.sp - arguments - 1, taken, 0, arguments + 1);
        long flags = in.returns.leaveFrame() & FrameStack.CALL_FLAGS;
        try {
            in.stack.enter(code, callee, taken, 0, arguments, in.stack.sp, flags);
            in.task.countCall();
        } catch (PanicException e) {
            in.stack.pc = in.stack.next - 1; // the caller's: the frame with the TAIL_CALL no longer exists
            dropReceiver(flags);
            throw e;
        }
    }

    /** Discards the receiver of an {@code init} whose frame, with these flags, is left without a result. */
    void dropReceiver(long flags) {
        if ((flags & FrameStack.RECEIVER) != 0) {
            in.stack.receivers.pop();
        }
    }

    /** Returns flags of a frame that a native pushes in the place of its result: its caller returns too after a TAIL_CALL. */
    long flagsOfTransfer() {
        return in.stack.code().bytes[in.stack.pc] == (byte) Opcode.TAIL_CALL.code() ? FrameStack.RETURN_TOO : 0;
    }

    /** Records that a native pushed a frame with the flags of {@link #flagsOfTransfer}. */
    void transferred(long flags) {
        returnsItself = flags != 0;
    }

    /** Calls a value that is no function and no closure from the innermost frame, which then returns the result. */
    private void callAndReturn(long callee, int arguments) {
        int depth = in.stack.depth();
        in.stack.setFlags(in.stack.obligations.dropHandlers(in.stack.flags(), 0));
        returnsItself = false;
        call(callee, arguments, 0);
        if (returnsItself) {
            return;
        }
        if (in.stack.depth() == depth) {
            in.returns.finish(in.stack.words[in.stack.sp - 1]);
        } else {
            in.stack.mark(FrameStack.RETURN_TOO);
        }
    }
}
