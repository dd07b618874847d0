package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Channel;
import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Executes the instructions of family {@code channels}.
 *
 * @spec ISA-55
 * @spec ISA-56
 * @spec ISA-57
 * @spec ISA-58
 * @spec ISA-59
 * @spec CHAN-06
 * @spec CHAN-10
 * @spec CHAN-11
 * @spec CHAN-12
 * @spec CHAN-19
 */
final class ChannelOps {
    private final Worker in;

    ChannelOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, FrameStack stack) {
        switch (op) {
            case NEW_CHANNEL -> stack.replace(1, in.channels.create(stack.operand(1)));
            case SEND -> send(stack);
            case RECEIVE -> receive(stack);
            case TRY_SEND -> sent(stack, trySend(in.channels.of(stack.operand(2)), stack));
            case TRY_RECEIVE -> received(stack, tryReceive(in.channels.of(stack.operand(1)), stack));
            case CLOSE_CHANNEL ->
                stack.replace(1, in.values.ofBool(in.channels.require(stack.operand(1)).close()));
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void send(FrameStack stack) {
        Outcome outcome = in.channelWaits.ended();
        Channel channel = in.channels.of(stack.operand(2));
        while (outcome == null) {
            outcome = trySend(channel, stack);
            if (outcome == null && waits(channel, true, stack.operand(1))) {
                return;
            }
        }
        sent(stack, outcome);
    }

    private void receive(FrameStack stack) {
        Outcome outcome = in.channelWaits.ended();
        Channel channel = in.channels.of(stack.operand(1));
        while (outcome == null) {
            outcome = tryReceive(channel, stack);
            if (outcome == null && waits(channel, false, 0)) {
                return;
            }
        }
        received(stack, outcome);
    }

    /** Begins to wait for a channel; for nil, for ever. @return false if the operation is ready now */
    private boolean waits(@Nullable Channel channel, boolean sends, long word) {
        Selection selection = new Selection(1);
        if (channel != null && sends) {
            selection.addSend(0, channel, word);
        } else if (channel != null) {
            selection.addReceive(0, channel);
        }
        return in.channelWaits.begin(WaitReason.CHANNEL, selection);
    }

    private @Nullable Outcome trySend(@Nullable Channel channel, FrameStack stack) {
        return channel == null ? null : channel.trySend(0, in.channels.buffer(stack.operand(2)), stack.operand(1));
    }

    private @Nullable Outcome tryReceive(@Nullable Channel channel, FrameStack stack) {
        return channel == null ? null : channel.tryReceive(0, in.channels.buffer(stack.operand(1)));
    }

    /** Replaces the operands of a send by its result. @param outcome null if it would have to wait */
    private void sent(FrameStack stack, @Nullable Outcome outcome) {
        in.mutator.stressBarrier();
        stack.replace(2, in.values.ofBool(outcome != null && outcome.isDone()));
    }

    /** Replaces the operand of a receive by its results. @param outcome null if it would have to wait */
    private void received(FrameStack stack, @Nullable Outcome outcome) {
        long word = in.channels.settled(outcome == null ? in.values.nil : in.channelWaits.word(outcome));
        stack.replace(1, word);
        stack.push(in.values.ofBool(outcome != null && outcome.isDone()));
    }
}
