package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Locks that are held across safepoints. */
final class MutatorLockTest {
    private final ManagedHeap heap = new ManagedHeap(HeapOptions.defaults(), ValueModel.TAGGED, TypeTable::new);
    private final ReentrantLock lock = new ReentrantLock();

    @Test
    void theHolderStopsTheWorldWhileAnotherMutatorWaitsForTheLock() throws InterruptedException {
        Mutator holder = heap.attach("holder");
        boolean[] acquired = new boolean[1];
        holder.lock(lock);
        Thread thread = Thread.ofPlatform().start(() -> {
            Mutator waiting = heap.attach("waiting");
            waiting.lock(lock);
            try {
                acquired[0] = true;
            } finally {
                lock.unlock();
            }
            waiting.close();
        });
        while (!lock.hasQueuedThread(thread)) {
            holder.poll();
            Thread.onSpinWait();
        }
        heap.collect(holder, CollectionKind.FULL);
        lock.unlock();
        holder.enterBlocked();
        thread.join();
        holder.leaveBlocked();
        assertThat(acquired[0]).isTrue();
        holder.close();
    }

    @Test
    void itsHolderAcquiresItAgain() {
        try (Mutator mutator = heap.attach("test")) {
            mutator.lock(lock);
            mutator.lock(lock);
            lock.unlock();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        }
    }
}
