package dev.jetvm.benchmarks;

import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.link.Linker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the memory of parked tasks: those of Jet with {@code programs/tasks/parked.jasm}, or virtual threads. Prints the
 * bytes for each one: of Java's heap after a collection, and of the process.
 */
final class ParkedTasks {
    private ParkedTasks() {}

    /** @param args jet or virtual, and the number of tasks */
    public static void main(String[] args) throws IOException, InterruptedException {
        int count = Integer.parseInt(args[1]);
        Memory before = Memory.now();
        if (args[0].equals("jet")) {
            jet(count, before);
        } else {
            virtual(count, before);
        }
    }

    private static void jet(int count, Memory before) throws IOException {
        OutputStream parked = new OutputStream() {
            @Override
            public void write(int octet) {
                if (octet == '\n') {
                    before.print(count);
                }
            }
        };
        try (Vm vm = new Vm(ValueModel.TAGGED, HeapOptions.of(Map.of("scheduler.threads", "1"), 0),
                TypeOptions.defaults(), VmOptions.defaults(), Engines.standard(), List.of(Integer.toString(count)),
                parked, System.err)) {
            new Linker(vm, (_, _) -> Optional.empty())
                    .plan(Assembler.assemble(Program.text("tasks/parked")), null);
            System.out.println(vm.execution().run());
        }
    }

    private static void virtual(int count, Memory before) throws InterruptedException {
        Thread[] threads = new Thread[count];
        CountDownLatch arrived = new CountDownLatch(count);
        for (int k = 0; k < count; k++) {
            threads[k] = Thread.startVirtualThread(() -> {
                arrived.countDown();
                LockSupport.park();
            });
        }
        arrived.await();
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        before.print(count);
    }

    /**
     * Memory in use, in bytes.
     *
     * @param heap of Java's heap after a collection
     * @param resident of the process
     */
    private record Memory(long heap, long resident) {
        static Memory now() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long resident = 0;
            try {
                resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).findFirst()
                        .orElse(0);
            } catch (IOException e) {
                // Not a Linux system: only Java's heap is known.
            }
            return new Memory(runtime.totalMemory() - runtime.freeMemory(), resident);
        }

        void print(int count) {
            Memory after = now();
            System.out.printf(Locale.ROOT, "%d parked; bytes each: %.0f in Java's heap, %.0f resident%n", count,
                    (double) (after.heap - heap) / count, (double) (after.resident - resident) / count);
        }
    }
}
