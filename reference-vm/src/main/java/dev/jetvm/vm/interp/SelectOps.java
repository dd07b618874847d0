package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Buffer;
import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Executes the instruction of family {@code select}. The cases stay among the operands until the instruction has a result, in
 * the order of the program: each a channel or nil, a value, and whether to send.
 *
 * <p>The choice is made among the cases that are ready, not by a search from a random case: the case behind several that are
 * never ready would be found too often.
 *
 * @spec ISA-60
 * @spec SEL-01
 * @spec SEL-02
 * @spec SEL-03
 * @spec SEL-04
 * @spec SEL-09
 * @spec SEL-10
 * @spec SEL-12
 * @spec ERR-131
 * @spec ERR-133
 * @spec ERR-135
 */
final class SelectOps {
    /** Operands of a case. */
    static final int WORDS = 3;
    private static final OperandPlace COUNT = Opcode.SELECT.place(Operand.COUNT8);
    private static final OperandPlace DEFAULT = Opcode.SELECT.place(Operand.FLAG);

    private final Worker in;
    private final RandomGenerator random;

    SelectOps(Worker in) {
        this.in = in;
        this.random = in.vm.newRandom();
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case SELECT -> select(code.operand(COUNT, stack.pc), code.operand(DEFAULT, stack.pc) != 0, stack);
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void select(int count, boolean hasDefault, FrameStack stack) {
        Outcome outcome = in.channelWaits.ended();
        if (outcome == null) {
            check(count, hasDefault, stack);
        }
        while (outcome == null) {
            outcome = tryCases(count, stack);
            if (outcome == null) {
                if (hasDefault) {
                    finish(count, in.values.nil, false, count, stack);
                    return;
                }
                if (in.channelWaits.begin(WaitReason.SELECT, selection(count, stack))) {
                    return;
                }
            }
        }
        finish(count, in.channels.settled(in.channelWaits.word(outcome)), outcome.isDone(), outcome.index(), stack);
    }

    private void finish(int count, long word, boolean done, int index, FrameStack stack) {
        stack.replace(count * WORDS, word);
        stack.push(in.values.ofBool(done));
        stack.push(in.values.ofInt(index));
    }

    private long operand(int count, int index, int part, FrameStack stack) {
        return stack.words[stack.sp - (count - index) * WORDS + part];
    }

    private @Nullable Channel channel(int count, int index, FrameStack stack) {
        return in.channels.of(operand(count, index, 0, stack));
    }

    private boolean sends(int count, int index, FrameStack stack) {
        return operand(count, index, 2, stack) == in.values.yes;
    }

    /** Checks the operands before anything happens. @throws PanicException {@code type}, {@code select-no-cases} */
    private void check(int count, boolean hasDefault, FrameStack stack) {
        if (count == 0 && !hasDefault) {
            throw new PanicException(PanicCode.SELECT_NO_CASES, "a select without cases waits for ever");
        }
        for (int k = 0; k < count; k++) {
            channel(count, k, stack);
            long flag = operand(count, k, 2, stack);
            if (flag != in.values.yes && flag != in.values.no) {
                throw new PanicException(PanicCode.TYPE, "a bool is wanted here");
            }
        }
    }

    /** Executes one of the ready cases, each with the same probability. @return null if none is ready */
    private @Nullable Outcome tryCases(int count, FrameStack stack) {
        int[] ready = new int[count];
        while (true) {
            int found = 0;
            for (int k = 0; k < count; k++) {
                Channel channel = channel(count, k, stack);
                if (channel != null && channel.isReady(sends(count, k, stack))) {
                    ready[found++] = k;
                }
            }
            if (found == 0) {
                return null;
            }
            Outcome outcome = tryCase(ready[in.vm.execution().pick(random, found)], count, stack);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private @Nullable Outcome tryCase(int index, int count, FrameStack stack) {
        Channel channel = in.channels.require(operand(count, index, 0, stack));
        Buffer buffer = in.channels.buffer(operand(count, index, 0, stack));
        return sends(count, index, stack)
                ? channel.trySend(index, buffer, operand(count, index, 1, stack))
                : channel.tryReceive(index, buffer);
    }

    private Selection selection(int count, FrameStack stack) {
        Selection selection = new Selection(count);
        for (int k = 0; k < count; k++) {
            Channel channel = channel(count, k, stack);
            if (channel != null && sends(count, k, stack)) {
                selection.addSend(k, channel, operand(count, k, 1, stack));
            } else if (channel != null) {
                selection.addReceive(k, channel);
            }
        }
        return selection;
    }
}
