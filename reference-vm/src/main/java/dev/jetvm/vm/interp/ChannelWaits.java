package dev.jetvm.vm.interp;

import dev.jetvm.runtime.channel.Outcome;
import dev.jetvm.runtime.channel.Selection;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The waits of tasks for channels. The instruction that waits is executed again when the wait has ended, and then takes its
 * outcome.
 *
 * @spec CHAN-09
 * @spec CHAN-10
 * @spec SEL-05
 */
final class ChannelWaits {
    private final Worker in;

    ChannelWaits(Worker in) {
        this.in = in;
    }

    /** Ends the wait of the present instruction. @return its outcome, or null if there was no wait */
    @Nullable
    Outcome ended() {
        Waiter wait = in.task.present();
        if (wait == null) {
            return null;
        }
        in.task.endWait();
        return wait.subject() instanceof Selection selection ? selection.outcome() : null;
    }

    /** Begins to wait. @return false if an operation is ready; then the task does not wait, and has to try again */
    boolean begin(WaitReason reason, Selection selection) {
        if (selection.register(in.task.beginWait(reason, selection, in.mayBeInterrupted()))) {
            in.suspend();
            return true;
        }
        in.task.endWait();
        return false;
    }

    /** Returns the word that an operation results in: what was received, or nil. */
    long word(Outcome outcome) {
        return outcome.hasWord() ? outcome.word() : in.values.nil;
    }

    /** Visits what a task is about to send, and what it was handed and has not taken yet. */
    static void visit(Task task, RootVisitor visitor) {
        Waiter wait = task.present();
        if (wait != null && wait.subject() instanceof Selection selection) {
            selection.replaceWords(visitor::visit);
        }
    }
}
