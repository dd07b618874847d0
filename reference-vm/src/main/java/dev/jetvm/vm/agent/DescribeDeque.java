package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Describe.row;

import dev.jetvm.runtime.sched.WorkStealingDeque;
import dev.jetvm.vm.agent.Describe.Table;
import java.util.List;

/** The constants of the chapter Work stealing. */
final class DescribeDeque {
    private DescribeDeque() {}

    static List<Table> tables() {
        return List.of(new Table("capacity", List.of("constant", "value"),
                List.of(row("capacity of a new deque", WorkStealingDeque.FIRST_CAPACITY),
                        row("factor of each growth", WorkStealingDeque.GROWTH))));
    }
}
