package dev.jetvm.vm.interp;

/**
 * The task-local values of the task that a worker runs: a map that each child begins with a copy of.
 *
 * @spec TASK-15
 */
final class TaskLocals {
    private final Worker in;

    TaskLocals(Worker in) {
        this.in = in;
    }

    /** Returns a copy of the map. A safepoint. */
    long copy() {
        int base = in.mutator.keep(in.values.model.reference(in.aggregates.maps.create()));
        try {
            int pairs = in.mutator.mark();
            in.aggregates.maps.forEach(in.values.address(in.task.locals), (key, value) -> {
                in.mutator.keep(key);
                in.mutator.keep(value);
            });
            int end = in.mutator.mark();
            for (int k = pairs; k < end; k += 2) {
                in.aggregates.maps.set(base, k, k + 1);
            }
            return in.mutator.kept(base);
        } finally {
            in.mutator.release(base);
        }
    }

    /** Returns the value of a key, or nil. */
    long get(long key) {
        if (in.task.locals == in.values.nil) {
            return in.values.nil;
        }
        long map = in.values.address(in.task.locals);
        return in.aggregates.maps.has(map, key) ? in.aggregates.maps.get(map, key) : in.values.nil;
    }

    /** Sets the value of a key. A safepoint. @param first place of key and value on the stack */
    void set(int first) {
        if (in.task.locals == in.values.nil) {
            in.task.locals = in.values.model.reference(in.aggregates.maps.create());
        }
        int base = in.mutator.keep(in.task.locals);
        try {
            int key = in.mutator.keep(Native.arg(in, first));
            int value = in.mutator.keep(Native.arg(in, first + 1));
            in.aggregates.maps.set(base, key, value);
        } finally {
            in.mutator.release(base);
        }
    }
}
