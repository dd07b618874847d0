package dev.jetvm.vm.interp;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.value.ValueModel;

/**
 * The cells of captured variables: objects of one word. {@link FrameObligations} records which slots of a frame are
 * stored in cells.
 *
 * @spec ISA-11
 * @spec ISA-30
 * @spec ISA-31b
 * @spec BAR-12
 */
@PerMutator
final class Upvalues {
    private static final int VALUE_OFFSET = HEADER_SIZE;
    private static final Header HEADER = Header.fresh(BuiltinType.UPVALUE.id(), Long.BYTES, 0, Long.BYTES);

    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;

    Upvalues(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
    }

    /**
     * Returns the word of the cell of a slot of the innermost frame, and creates the cell if the slot is not captured
     * yet. A safepoint.
     */
    long capture(FrameStack stack, int slot) {
        long known = stack.obligations.cell(stack.flags(), slot);
        if (known != 0) {
            return known;
        }
        long cell = mutator.allocate(HEADER);
        long word = model.reference(cell);
        memory.setWord(cell + VALUE_OFFSET, stack.words[stack.fp + slot]);
        stack.words[stack.fp + slot] = model.nil();
        stack.setFlags(stack.obligations.capture(stack.flags(), slot, word));
        return word;
    }

    /**
     * Closes the captures of the innermost frame from a slot on. The slots receive the values, which the cells keep as
     * well.
     */
    void close(FrameStack stack, int from) {
        stack.setFlags(stack.obligations.close(stack.flags(), from,
                (slot, cell) -> stack.words[stack.fp + slot] = get(cell)));
    }

    /** Returns the value of a cell. */
    long get(long cell) {
        return mutator.load(model.address(cell) + VALUE_OFFSET);
    }

    /** Assigns to a cell. A safepoint in a stress mode. */
    void set(long cell, long word) {
        long object = model.address(cell);
        mutator.store(object, object + VALUE_OFFSET, word);
    }

    // --- slots that may be captured ---

    /** Returns the value of a slot of the innermost frame. */
    long local(FrameStack stack, int slot) {
        long cell = stack.obligations.cell(stack.flags(), slot);
        return cell == 0 ? stack.words[stack.fp + slot] : get(cell);
    }

    /** Assigns to a slot of the innermost frame. No safepoint, since SET_LOCAL is none. */
    void setLocal(FrameStack stack, int slot, long word) {
        long cell = stack.obligations.cell(stack.flags(), slot);
        if (cell == 0) {
            stack.words[stack.fp + slot] = word;
        } else {
            long object = model.address(cell);
            mutator.storeQuietly(object, object + VALUE_OFFSET, word);
        }
    }
}
