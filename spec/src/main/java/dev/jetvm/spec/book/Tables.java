package dev.jetvm.spec.book;

import java.util.List;

/** Where the tables of constants come from: the {@code describe} answers of the reference's agent. */
@FunctionalInterface
public interface Tables {

    /**
     * The tables of a topic.
     *
     * @throws Unavailable when there is no agent to ask or it refuses the topic
     */
    List<Table> of(String topic) throws Unavailable;

    /** One table; every row has as many cells as there are columns. */
    record Table(String name, List<String> columns, List<List<String>> rows) {}

    /** The tables cannot be had. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String why) {
            super(why);
        }
    }
}
