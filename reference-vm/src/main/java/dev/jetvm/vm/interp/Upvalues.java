package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.ValueModel;

/**
 * Captured variables. While the frame of a variable lives, the upvalue says where the variable is: open; afterwards it
 * has the value itself: closed. An upvalue is an object of two words, the place and the value; the place is 0 when it is
 * closed, and a multiple of 8 otherwise, which is no reference in any representation.
 *
 * <p>Clauses: ISA-11, ISA-30, ISA-31, BAR-12, ERR-261, ERR-262.
 */
final class Upvalues {
    static final int PLACE_OFFSET = HEADER_SIZE;
    static final int VALUE_OFFSET = HEADER_SIZE + 8;
    private static final int SHIFT = 3;
    /** Above this bit a place says on which stack it is. */
    private static final int STACK_SHIFT = 48;
    private static final long PLACE_MASK = (1L << STACK_SHIFT) - 1;
    private static final Header HEADER = Header.fresh(BuiltinType.UPVALUE.id(), 16, 0, Long.BYTES);

    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;
    /** Where open variables are, ascending, and their upvalues. */
    private final LongStack places = new LongStack();
    private final LongStack open = new LongStack();
    private final Attention attention;
    private final int stackNumber;

    /** @param stackNumber of the stack that it is for, 0 to 4,095, unique in the machine */
    Upvalues(ValueModel model, Mutator mutator, Attention attention, int stackNumber) {
        this.stackNumber = stackNumber;
        this.attention = attention;
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
    }

    /** A place on the stack; places further up are larger. */
    static long position(int segment, int index) {
        return (long) (segment + 1) << Integer.SIZE | index;
    }

    boolean anyFrom(long position) {
        return !places.isEmpty() && places.get(places.size() - 1) >= position;
    }

    /** The word of the open upvalue of a place, made if there is none. A safepoint. */
    long capture(long position) {
        int at = places.size();
        while (at > 0 && places.get(at - 1) >= position) {
            at--;
            if (places.get(at) == position) {
                return open.get(at);
            }
        }
        long upvalue = mutator.allocate(HEADER);
        memory.setWord(upvalue + PLACE_OFFSET, ((long) stackNumber << STACK_SHIFT | position) << SHIFT);
        memory.setWord(upvalue + VALUE_OFFSET, model.nil());
        insert(at, position, model.reference(upvalue));
        return model.reference(upvalue);
    }

    private void insert(int at, long position, long word) {
        attention.count++;
        places.push(0);
        open.push(model.nil());
        for (int k = places.size() - 1; k > at; k--) {
            places.set(k, places.get(k - 1));
            open.set(k, open.get(k - 1));
        }
        places.set(at, position);
        open.set(at, word);
    }

    /** Gives every variable at or above a place a value of its own. A safepoint in a stress mode. */
    void close(long position, FrameStack stack) {
        while (anyFrom(position)) {
            int last = places.size() - 1;
            long place = places.get(last);
            long value = stack.segment((int) (place >>> Integer.SIZE) - 1)[(int) place];
            long upvalue = model.address(open.get(last));
            attention.count--;
            places.cut(last);
            open.cut(last);
            memory.setWord(upvalue + PLACE_OFFSET, 0);
            mutator.store(upvalue, upvalue + VALUE_OFFSET, value);
        }
    }

    /** The value of an upvalue. @param upvalue its address */
    long get(long upvalue, FrameStack stack) {
        long place = place(upvalue);
        return place == 0
                ? mutator.load(upvalue + VALUE_OFFSET)
                : stack.segment((int) (place >>> Integer.SIZE) - 1)[(int) place];
    }

    /** Assigns to an upvalue. A safepoint in a stress mode. @param upvalue its address */
    void set(long upvalue, long word, FrameStack stack) {
        long place = place(upvalue);
        if (place == 0) {
            mutator.store(upvalue, upvalue + VALUE_OFFSET, word);
        } else {
            stack.segment((int) (place >>> Integer.SIZE) - 1)[(int) place] = word;
        }
    }

    /** Where an open variable is, or 0. The stack of another thread is never looked at: what is there may change. */
    private long place(long upvalue) {
        long place = memory.wordOpaque(upvalue + PLACE_OFFSET) >>> SHIFT;
        if (place != 0 && (int) (place >>> STACK_SHIFT) != stackNumber) {
            throw new PanicException(PanicCode.NATIVE, "the variable is in a frame of another thread");
        }
        return place & PLACE_MASK;
    }

    void visit(RootVisitor visitor) {
        for (int k = 0; k < open.size(); k++) {
            open.set(k, visitor.visit(open.get(k)));
        }
    }
}
