package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The word that a mutator polls. */
final class RequestTest {
    private static ManagedHeap heap(Map<String, String> options) {
        return new ManagedHeap(HeapOptions.of(options, 1), ValueModel.TAGGED, TypeTable::new);
    }

    @Test
    void bitsAreSetAndClearedEachByItself() {
        try (Mutator mutator = heap(Map.of()).attach("test")) {
            assertThat(mutator.mustPoll()).isFalse();
            mutator.request(Request.PREEMPT | Request.SIGNAL);
            mutator.request(Request.PREEMPT);
            mutator.withdraw(Request.PREEMPT);
            assertThat(mutator.requests()).isEqualTo(Request.SIGNAL);
            assertThat(mutator.mustPoll()).isTrue();
        }
    }

    @Test
    void aPollLeavesTheBitsOfOthers() {
        try (Mutator mutator = heap(Map.of()).attach("test")) {
            mutator.request(Request.CANCEL);
            mutator.poll();
            assertThat(mutator.requests()).isEqualTo(Request.CANCEL);
        }
    }

    @Test
    void aStressModeAtSafepointsIsRequestedForEver() {
        ManagedHeap heap = heap(Map.of("gc.stress", "safepoint"));
        try (Mutator mutator = heap.attach("test")) {
            mutator.poll();
            mutator.poll();
            assertThat(mutator.requests()).isEqualTo(Request.STRESS);
            assertThat(heap.statistics().collections()).isEqualTo(2);
        }
    }

    @Test
    void theBitsOfTheHeapAreItsOwn() {
        try (Mutator mutator = heap(Map.of()).attach("test")) {
            assertThatThrownBy(() -> mutator.request(Request.COLLECT)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> mutator.withdraw(Request.STRESS)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStopIsRequestedOfEachMutatorAndWithdrawnAfterIt() throws InterruptedException {
        ManagedHeap heap = heap(Map.of());
        Mutator mutator = heap.attach("test");
        CountDownLatch attached = new CountDownLatch(1);
        Mutator[] other = new Mutator[1];
        int[] seen = new int[1];
        Thread thread = Thread.ofPlatform().start(() -> {
            other[0] = heap.attach("other");
            attached.countDown();
            while (!other[0].mustPoll()) {
                Thread.onSpinWait();
            }
            seen[0] = other[0].requests();
            other[0].poll();
            other[0].close();
        });
        attached.await();
        heap.stopped(mutator, () -> assertThat(mutator.requests()).isEqualTo(Request.COLLECT));
        mutator.enterBlocked();
        thread.join();
        mutator.leaveBlocked();
        assertThat(seen[0]).isEqualTo(Request.COLLECT);
        assertThat(other[0].mustPoll()).isFalse();
        assertThat(mutator.mustPoll()).isFalse();
        mutator.close();
    }
}
