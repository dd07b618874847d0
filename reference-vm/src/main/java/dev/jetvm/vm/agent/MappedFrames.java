package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.RootSource;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.Words;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.FrameRoots;
import dev.jetvm.vm.interp.FrameStack;
import dev.jetvm.vm.interp.LinkedModule;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.TypeDef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Frames that a client pushes by return address. Their stack has the form of a program's stack and is scanned in the
 * same way: a slot that the map does not list keeps nothing alive, and its contents are stale after a collection.
 *
 * @spec ROOT-03
 * @spec ROOT-14
 * @spec ROOT-15
 */
final class MappedFrames implements RootSource {
    private static final int WORD = Long.BYTES;

    private final Words words;
    private final FrameStack stack;
    private StackMaps maps = new StackMaps(new byte[0], 0);

    MappedFrames(Words words) {
        this.words = words;
        this.stack = new FrameStack(words.nil(), VmOptions.defaults().stackWords(),
                VmOptions.defaults().maxStackWords(),
                VmOptions.defaults().maxFrames());
        // Every frame is at a safepoint with a map, never between two instructions.
        stack.suspend(false);
    }

    /** Sets the maps of frames pushed from now on. */
    void use(StackMaps section) {
        maps = section;
    }

    /**
     * Pushes a frame, which becomes the innermost; its slots are nil.
     *
     * @param address return address, an offset in the code section
     * @throws RejectException invalid {@code frame-map} if there is no map for the address
     */
    void push(int address) {
        StackMaps.Entry map = maps.find(address).orElseThrow(() -> RejectException.invalid("frame-map",
                "no stack map belongs to the return address " + Integer.toUnsignedString(address)));
        // The frame has one slot more than the map's, so that the runtime's own word is beyond every offset.
        int slots = Math.max(1, map.frameSize() / WORD - 1);
        FunctionDef function = new FunctionDef("frame", 0, false, slots, 0, 0, TypeDef.NONE, List.of(), new byte[1]);
        Module module = new Module("frames", "", List.of(), List.of(), List.of(), List.of(function), List.of(),
                List.of(), Module.NO_ENTRY, Optional.empty(), Optional.empty(), List.of());
        LinkedFunction code = new LinkedFunction(0, new LinkedModule(module, maps), 0, function, 0, words.nil(),
                new long[0],
                new @Nullable Object[0], false);
        stack.enter(code, words.nil(), new long[]{words.nil()}, 0, 0, stack.sp, 0);
        stack.next = address;
    }

    /**
     * Pops the innermost frame.
     *
     * @throws PanicException {@code bounds} if there is no frame
     */
    void pop() {
        requireFrame();
        stack.leave();
    }

    int depth() {
        return stack.depth();
    }

    private void requireFrame() {
        if (stack.isEmpty()) {
            throw new PanicException(PanicCode.BOUNDS, "the stack is empty");
        }
    }

    /**
     * Returns the word at an offset, in bytes below the frame pointer of the innermost frame.
     *
     * @throws PanicException {@code bounds} if there is no frame, or no slot at the offset
     */
    long get(long offset) {
        return stack.words[place(offset)];
    }

    /**
     * Stores a word at an offset.
     *
     * @throws PanicException {@code bounds} if there is no frame, or no slot at the offset
     */
    void set(long offset, long word) {
        stack.words[place(offset)] = word;
    }

    private int place(long offset) {
        requireFrame();
        long size = maps().find(stack.next).orElseThrow().frameSize();
        if (offset < WORD || offset % WORD != 0 || offset > size) {
            throw new PanicException(PanicCode.BOUNDS, "the frame has no slot at " + offset);
        }
        // The closure is at the offset of one word and precedes slot 0.
        return stack.fp - 2 + (int) (offset / WORD);
    }

    /** Returns the maps with which the innermost frame was pushed. */
    private StackMaps maps() {
        return stack.code().module.maps;
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public void visit(RootVisitor visitor) {
        FrameRoots.visit(stack, visitor);
    }
}
