package dev.jetvm.runtime.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The deque against a list, and with thieves. The suite and jcstress try much more. */
final class WorkStealingDequeTest {
    private static final int OPERATIONS = 200_000;
    private static final int ELEMENTS = 1_000_000;

    @Test
    void withOneThreadItIsAList() {
        SplittableRandom random = new SplittableRandom(1);
        WorkStealingDeque<Integer> deque = new WorkStealingDeque<>();
        Deque<Integer> model = new ArrayDeque<>();
        for (int k = 0; k < OPERATIONS; k++) {
            // Two phases of 4,096 operations: the deque grows in one and becomes empty in the other.
            boolean growing = (k >> 12 & 1) == 0;
            if (random.nextInt(8) < (growing ? 5 : 2)) {
                deque.push(k);
                model.addLast(k);
            } else if (random.nextBoolean()) {
                assertThat(deque.pop()).isEqualTo(model.pollLast());
            } else {
                Integer oldest = model.pollFirst();
                assertThat(deque.steal()).isEqualTo(oldest == null ? new Steal.Empty<>() : new Steal.Taken<>(oldest));
            }
            assertThat(deque.size()).isEqualTo(model.size());
        }
    }

    @Test
    void everyElementIsTakenOnceWhileThievesSteal() throws InterruptedException {
        WorkStealingDeque<Integer> deque = new WorkStealingDeque<>();
        AtomicIntegerArray taken = new AtomicIntegerArray(ELEMENTS);
        AtomicBoolean over = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> thieves = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            thieves.add(Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> failures.add(e)).start(() -> {
                while (!over.get()) {
                    if (deque.steal() instanceof Steal.Taken<Integer>(Integer number)) {
                        taken.incrementAndGet(number);
                    }
                }
            }));
        }
        for (int k = 0; k < ELEMENTS; k++) {
            deque.push(k);
            // Mostly the popped element is the only one, and a thief wants it too. At times the deque grows.
            if (k % 50_000 > 1_000) {
                Integer number = deque.pop();
                if (number != null) {
                    taken.incrementAndGet(number);
                }
            }
        }
        for (Integer number = deque.pop(); number != null; number = deque.pop()) {
            taken.incrementAndGet(number);
        }
        over.set(true);
        for (Thread thief : thieves) {
            thief.join();
        }
        assertThat(failures).isEmpty();
        assertThat(IntStream.range(0, ELEMENTS).filter(k -> taken.get(k) != 1)).isEmpty();
    }
}
