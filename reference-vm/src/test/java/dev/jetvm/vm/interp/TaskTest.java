package dev.jetvm.vm.interp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jetvm.runtime.value.ValueModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskTest {
    private static final int TASKS = 100_000;

    /** Bytes are counted, not timed: there will be a million tasks. */
    @Test
    void aTaskThatNeverRanTakesLessThanOneKilobyte() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        try (Vm vm = CorpusPrograms.machine(ValueModel.TAGGED, Map.of(), 0, new ByteArrayOutputStream())) {
            Task[] tasks = new Task[TASKS];
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < TASKS; k++) {
                tasks[k] = vm.newTask(out);
            }
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / TASKS;
            System.out.println("bytes of a task that never ran: " + each);
            assertThat(each).isBetween(100L, 1024L);
            for (Task task : tasks) {
                task.close();
            }
        }
    }
}
