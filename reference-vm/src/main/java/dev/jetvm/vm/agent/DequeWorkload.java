package dev.jetvm.vm.agent;

import dev.jetvm.runtime.sched.Steal;
import dev.jetvm.runtime.sched.WorkStealingDeque;

/** A deque under a workload. Thread 0 is the owner; every thread may steal. */
final class DequeWorkload implements WorkloadObject {
    private static final Result DONE = Result.of("ok");
    private static final Result EMPTY = Result.of("empty");
    private static final Result CONTENDED = Result.of("contended");

    private final WorkStealingDeque<Item> deque = new WorkStealingDeque<>();

    /** Its field is neither final nor volatile: that a thief sees it is owed to the deque alone (DEQ-10). */
    private static final class Item {
        private long number = NONE;
    }

    @Override
    public Action action(int thread, String op, Arguments step) {
        if (thread != 0 && (op.equals("push") || op.equals("pop"))) {
            throw new BadRequest(op + " belongs to the owner, thread 0");
        }
        return switch (op) {
            case "push" -> new Action(true, this::push);
            case "pop" -> new Action(false, _ -> pop());
            case "steal" -> new Action(false, _ -> steal());
            default -> throw new BadRequest("a deque has no operation " + op);
        };
    }

    private Result push(long number) {
        Item item = new Item();
        item.number = number;
        deque.push(item);
        return DONE;
    }

    private Result pop() {
        Item item = deque.pop();
        return item == null ? EMPTY : new Result("ok", item.number);
    }

    private Result steal() {
        return switch (deque.steal()) {
            case Steal.Taken<Item>(Item item) -> new Result("ok", item.number);
            case Steal.Empty<Item> _ -> EMPTY;
            case Steal.Contended<Item> _ -> CONTENDED;
        };
    }
}
