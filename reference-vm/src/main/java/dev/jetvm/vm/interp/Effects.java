package dev.jetvm.vm.interp;

import dev.jetvm.runtime.effect.OneShot;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import org.jspecify.annotations.Nullable;

/**
 * Effects: finds handlers, lifts frames off the stack into continuations, and puts them back. A frame with a handler is the
 * outermost frame of what the handler handles, so a continuation consists of whole frames, and the clause of the handler takes the
 * place of that frame: its result goes where the result of the frame would have gone.
 *
 * <p>The clause owns the continuation as a last cleanup of its frame: whatever leaves the frame unwinds a continuation that was
 * neither resumed nor kept.
 *
 * <p>Source: deep one-shot handlers, as in Plotkin and Pretnar, "Handlers of Algebraic Effects" (2009), and Sivaramakrishnan et al.,
 * "Retrofitting Effect Handlers onto OCaml" (2021).
 *
 * @spec EFF-02
 * @spec EFF-03
 * @spec EFF-04
 * @spec EFF-06
 * @spec EFF-08
 * @spec EFF-09
 * @spec EFF-11
 * @spec EFF-14
 * @spec EFF-15
 * @spec EFF-16
 * @spec EFF-17
 * @spec EFF-21
 */
@PerMutator
final class Effects {
    private final Worker in;
    private final Mutator mutator;
    private final ContinuationObjects objects;
    /** Whether the continuation that was taken last had been kept. */
    private boolean takenFromProgram;
    /** Place of the next value in an array of values. */
    private int cursor;

    Effects(Worker in, ContinuationObjects objects) {
        this.in = in;
        this.mutator = in.mutator;
        this.objects = objects;
    }

    // --- perform ---

    /** Performs an effect. The arguments are the last operands. */
    void perform(String effect, int arguments) {
        FrameStack stack = in.stack;
        FrameObligations obligations = stack.obligations;
        int handler = obligations.findHandler(in.vm.effects().number(effect));
        if (handler < 0) {
            throw new PanicException(PanicCode.UNHANDLED_EFFECT, "unhandled effect: " + effect);
        }
        boolean every = obligations.effect(handler) == EffectNames.EVERY;
        Calls.checkArity(in.vm.function(in.calls.number(obligations.handlerFunction(handler))),
                every ? 3 : arguments + 1);
        FrameRun frames = new FrameRun(stack, frames(stack, obligations.framesWithHandlers(handler)), arguments);
        int base = mutator.mark();
        try {
            if (every) {
                keepNamed(effect, arguments);
            }
            int object = mutator.keep(objects.allocate(values(frames)));
            save(frames, mutator.kept(object));
            // Its safepoint finds all values both in the frames and in the array.
            mutator.stressBarrier();
            enter(frames, handler, arguments,
                    every ? new long[]{mutator.kept(base), mutator.kept(base + 1)} : operands(arguments), object);
        } finally {
            mutator.release(base);
        }
    }

    /** Returns the number of frames down to the one that is the given number of frames with handlers away. */
    private static int frames(FrameStack stack, int withHandlers) {
        int left = withHandlers;
        int frames = 0;
        int at = stack.fp;
        int in = stack.segment();
        while (true) {
            long saved = stack.segment(in)[at - 2];
            frames++;
            left -= (saved & FrameObligations.HANDLES) != 0 ? 1 : 0;
            if (left == 0) {
                return frames;
            }
            at = (int) saved;
            in -= (saved & FrameStack.NEW_SEGMENT) != 0 ? 1 : 0;
        }
    }

    /** Keeps the arguments of a handler of every effect as temporary roots: the name and the list. A safepoint. */
    private void keepNamed(String effect, int arguments) {
        mutator.keep(in.aggregates.text(effect));
        mutator.keep(in.aggregates.newList(in.stack.words, in.stack.sp - arguments, arguments));
    }

    private long[] operands(int arguments) {
        long[] words = new long[arguments];
        System.arraycopy(in.stack.words, in.stack.sp - arguments, words, 0, arguments);
        return words;
    }

    private int values(FrameRun frames) {
        return frames.values + in.stack.obligations.roots(frames.obliged) + frames.unwinding + frames.receivers;
    }

    /** Stores the values of frames in the array of a continuation. */
    private void save(FrameRun frames, long word) {
        FrameStack stack = in.stack;
        long array = objects.values(word);
        cursor = 0;
        frames.visitValues(stack, value -> {
            put(array, value);
            return value;
        });
        stack.obligations.forEachRoot(frames.obliged, value -> put(array, value));
        putLast(array, stack.payloads, frames.unwinding);
        putLast(array, stack.receivers, frames.receivers);
    }

    private void put(long array, long value) {
        mutator.storeQuietly(array, objects.slot(array, cursor++), value);
    }

    private void putLast(long array, LongStack from, int count) {
        for (int k = from.size() - count; k < from.size(); k++) {
            put(array, from.get(k));
        }
    }

    /** Removes the frames and calls the clause in the place of the outermost one. Not a safepoint. */
    private void enter(FrameRun frames, int handler, int arguments, long[] operands, int object) {
        FrameStack stack = in.stack;
        int at = stack.pc;
        long[] words = new long[operands.length + 2];
        words[0] = stack.obligations.handlerFunction(handler);
        System.arraycopy(operands, 0, words, 1, operands.length);
        long continuation = mutator.kept(object);
        words[words.length - 1] = continuation;
        LinkedFunction code = in.vm.function(in.calls.number(words[0]));
        int unwinding = frames.unwinding;
        ObligationRun obligations = stack.obligations.cut(frames.obliged);
        long flags = 0;
        for (int k = 0; k < frames.frames(); k++) {
            flags = stack.leave();
        }
        Continuation run = new Continuation(new OneShot(), frames, obligations, in.task.liftUnwinding(unwinding),
                in.task.liftScopes(obligations.scopes(in.values.nil)));
        stack.payloads.cut(stack.payloads.size() - unwinding);
        stack.receivers.cut(stack.receivers.size() - frames.receivers);
        objects.bind(continuation, run);
        try {
            stack.enter(code, words[0], words, 0, words.length - 1, stack.sp, flags & FrameStack.CALL_FLAGS);
        } catch (PanicException e) {
            // The frame of the clause is larger than those that it replaces.
            run.use().takeOwned();
            restore(continuation, run, flags & FrameStack.CALL_FLAGS);
            stack.pc = at;
            stack.sp += arguments;
            System.arraycopy(operands, 0, stack.words, stack.sp - arguments, Math.min(arguments, operands.length));
            throw e;
        }
        stack.setFlags(stack.obligations.pushCleanup(stack.flags(), continuation));
        in.task.countCall();
        if (unwinding > 0) {
            in.unwinder.updateReserve();
        }
        if (in.task.isCancelDue()) {
            // It was deferred while the frames ran a cleanup.
            in.mutator.request(Request.PREEMPT);
        }
    }

    // --- resume ---

    /** Resumes the continuation below the last operand with that operand. */
    void resume() {
        FrameStack stack = in.stack;
        long word = stack.operand(2);
        long value = stack.operand(1);
        Continuation taken = take(word);
        stack.drop(2);
        try {
            restore(word, taken, 0);
        } catch (PanicException e) {
            stack.sp += 2;
            giveBack(word, taken, takenFromProgram);
            throw e;
        }
        stack.push(value);
    }

    /**
     * Gives a continuation back for which there is no space on the stack.
     *
     * @param kept whether no clause owns it
     */
    private void giveBack(long word, Continuation taken, boolean kept) {
        taken.use().giveBack(kept);
        if (kept) {
            in.vm.unwindWhenDropped(word);
        }
    }

    /** Resumes as {@link #resume} does, in the place of the innermost frame. */
    void tailResume() {
        FrameStack stack = in.stack;
        long word = stack.operand(2);
        if (in.returns.hasCleanup() && stack.obligations.lastCleanup() == word) {
            in.returns.dropCleanup();
        }
        if (in.returns.runCleanup()) {
            return;
        }
        long value = stack.operand(1);
        Continuation taken = take(word);
        long flags = in.returns.leaveFrame() & FrameStack.CALL_FLAGS;
        try {
            restore(word, taken, flags);
        } catch (PanicException e) {
            stack.pc = stack.next - 1; // the caller's: the frame with the instruction no longer exists
            in.calls.dropReceiver(flags);
            giveBack(word, taken, true);
            throw e;
        }
        stack.push(value);
    }

    private Continuation take(long word) {
        Continuation found = objects.find(word);
        if (found == null || !take(word, found)) {
            throw new PanicException(PanicCode.CONTINUATION_CONSUMED, "the continuation was used already");
        }
        return found;
    }

    private boolean take(long word, Continuation found) {
        takenFromProgram = !found.use().takeOwned();
        if (!takenFromProgram) {
            return true;
        }
        if (!found.use().takeKept()) {
            return false;
        }
        in.vm.forgetDropped(word);
        return true;
    }

    /**
     * Puts the frames of a continuation that was taken on the stack. Not a safepoint.
     *
     * @param flags those that the frame below determines
     * @return whether the outermost frame is the last of an unwinding that they contain
     * @throws PanicException {@code stack-overflow}; nothing has changed then
     */
    private boolean restore(long word, Continuation taken, long flags) {
        FrameStack stack = in.stack;
        int lost = LostBases.count(taken, stack, in.task.unwinding);
        taken.frames().push(stack, lost == 0 ? flags : flags | FrameStack.ABANDONED);
        long array = objects.values(word);
        cursor = 0;
        taken.frames().visitValues(stack, _ -> next(array));
        taken.obligations().replaceRoots(() -> next(array));
        stack.obligations.add(taken.obligations());
        for (Panic panic : LostBases.without(lost, taken)) {
            in.task.unwind(panic);
            stack.pushPayload(next(array));
        }
        for (int k = 0; k < taken.frames().receivers; k++) {
            stack.pushReceiver(next(array));
        }
        if (!taken.unwinding().isEmpty()) {
            in.unwinder.updateReserve();
        }
        in.task.adopt(taken.scopes());
        objects.forget(word);
        return lost > 0 || taken.frames().isAbandoned();
    }

    private long next(long array) {
        return mutator.load(objects.slot(array, cursor++));
    }

    // --- continuations that are not resumed ---

    /** Returns whether the last cleanup of the innermost frame is the continuation that the frame owns. */
    boolean isInnermost() {
        return in.returns.hasCleanup() && objects.is(in.stack.obligations.lastCleanup());
    }

    /** Gives up the continuation that the innermost frame, which is left, owns: begins to unwind it. */
    boolean release(long flags) {
        long word = in.stack.obligations.lastCleanup();
        in.returns.dropCleanup();
        Continuation owned = objects.find(word);
        return owned != null && owned.use().takeOwned() && beginUnwinding(word, owned, flags);
    }

    /**
     * Begins to unwind a continuation, if it was not used already. The unwinding has to proceed if this returns true.
     *
     * @param flags those that the frame below determines
     */
    boolean abandon(long word, long flags) {
        Continuation found = objects.find(word);
        return found != null && take(word, found) && beginUnwinding(word, found, flags);
    }

    private boolean beginUnwinding(long word, Continuation taken, long flags) {
        boolean ends;
        try {
            ends = restore(word, taken, flags | FrameStack.ABANDONED);
        } catch (PanicException e) {
            // There is no space on this stack. A task of its own unwinds it when the collector finds it.
            giveBack(word, taken, true);
            return false;
        }
        // Its outermost frame may be that of a continuation that is being unwound already.
        in.task.unwind(Panic.of(Panic.Abandonment.NEW.withBases(ends ? 0 : 1)));
        in.stack.pushPayload(in.values.nil);
        return true;
    }

    /** Lets the program keep a continuation beyond the clause that owns it. */
    void keep(long word) {
        @Nullable
        Continuation found = objects.find(word);
        if (found != null && found.use().keep()) {
            in.vm.unwindWhenDropped(word);
        }
    }

    /** Returns whether a continuation can still be resumed. */
    boolean isFresh(long word) {
        Continuation found = objects.find(word);
        return found != null && !found.use().isTaken();
    }

}
