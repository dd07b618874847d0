package dev.jetvm.benchmarks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/** What the loads on channels need of a queue, between threads. */
interface Pipe {
    void put(int value) throws InterruptedException;

    int take() throws InterruptedException;

    /** A queue of Java. */
    static Pipe of(BlockingQueue<Integer> queue) {
        return new Pipe() {
            @Override
            public void put(int value) throws InterruptedException {
                queue.put(value);
            }

            @Override
            public int take() throws InterruptedException {
                return queue.take();
            }
        };
    }

    /** A queue of Java, to which a thread gives a value only when another one takes it. */
    static Pipe ofTransfer(LinkedTransferQueue<Integer> queue) {
        return new Pipe() {
            @Override
            public void put(int value) throws InterruptedException {
                queue.transfer(value);
            }

            @Override
            public int take() throws InterruptedException {
                return queue.take();
            }
        };
    }
}
