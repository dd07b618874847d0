package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of a task. A frame is scanned by the map of its return address and by nothing else: a slot that the map does
 * not list keeps nothing alive, and what it holds is stale after a collection.
 *
 * @spec ROOT-04
 * @spec ROOT-14
 * @spec ROOT-15
 * @spec ERR-025
 * @spec ERR-026
 */
public final class TaskStack implements RootSource {
    private static final int SLOT_SIZE = 8;

    private final Words words;
    private final List<Frame> frames = new ArrayList<>();
    private StackMaps maps = new StackMaps(new byte[0], 0);

    /** The map is that of the frame's return address, kept at hand (ERR-025). */
    private record Frame(StackMaps.Entry map, long[] slots) {}

    public TaskStack(Words words) {
        this.words = words;
    }

    /** The maps of frames that are pushed from now on. */
    public void use(StackMaps section) {
        maps = section;
    }

    /**
     * A new innermost frame; its slots are nil.
     *
     * @param address return address, an offset in the code section
     * @throws RejectException invalid {@code frame-map} if no map belongs to it
     */
    public void push(int address) {
        StackMaps.Entry map = maps.find(address).orElseThrow(() -> RejectException.invalid("frame-map",
                "no stack map belongs to the return address " + Integer.toUnsignedString(address)));
        long[] slots = new long[map.frameSize() / SLOT_SIZE];
        Arrays.fill(slots, words.nil());
        frames.add(new Frame(map, slots));
    }

    /** @throws PanicException {@code bounds} if there is no frame */
    public void pop() {
        top();
        frames.removeLast();
    }

    public int depth() {
        return frames.size();
    }

    private Frame top() {
        if (frames.isEmpty()) {
            throw new PanicException(PanicCode.BOUNDS, "the stack is empty");
        }
        return frames.getLast();
    }

    /** The word at an offset below the frame pointer of the innermost frame. @throws PanicException {@code bounds} */
    public long get(long offset) {
        return top().slots[slot(offset)];
    }

    /** @throws PanicException {@code bounds} */
    public void set(long offset, long word) {
        top().slots[slot(offset)] = word;
    }

    private int slot(long offset) {
        if (offset < SLOT_SIZE || offset % SLOT_SIZE != 0 || offset > (long) top().slots.length * SLOT_SIZE) {
            throw new PanicException(PanicCode.BOUNDS, "the frame has no slot at " + offset);
        }
        return (int) (offset / SLOT_SIZE) - 1;
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public void visit(RootVisitor visitor) {
        for (Frame frame : frames) {
            for (int offset : frame.map.offsets()) {
                int slot = offset / SLOT_SIZE - 1;
                frame.slots[slot] = visitor.visit(frame.slots[slot]);
            }
        }
    }
}
