package dev.jetvm.spec.book;

import java.util.List;
import java.util.stream.Stream;

/** Source of the tables of constants: the {@code describe} answers of the reference's agent. */
@FunctionalInterface
public interface Tables {

    /**
     * The tables of a topic.
     *
     * @throws Unavailable when there is no agent to ask or it refuses the topic
     */
    List<Table> of(String topic) throws Unavailable;

    /** One table; every row has as many cells as there are columns. */
    record Table(String name, List<String> columns, List<List<String>> rows) {

        /**
         * The rows with a value in a column.
         *
         * @param condition {@code column=value}; empty keeps the table as it is
         * @throws IllegalArgumentException for a column that there is none of
         */
        public Table where(String condition) {
            if (condition.isEmpty()) {
                return this;
            }
            int equals = condition.indexOf('=');
            int column = index(equals < 0 ? condition : condition.substring(0, equals));
            String value = condition.substring(equals + 1);
            return new Table(name, columns, rows.stream().filter(row -> row.get(column).equals(value)).toList());
        }

        /**
         * Some columns, in the order in which they are named.
         *
         * @param names separated by spaces; empty keeps the table as it is
         * @throws IllegalArgumentException for a column that there is none of
         */
        public Table keep(String names) {
            if (names.isEmpty()) {
                return this;
            }
            List<Integer> places = Stream.of(names.split(" ")).map(this::index).toList();
            return new Table(name, places.stream().map(columns::get).toList(),
                    rows.stream().map(row -> places.stream().map(row::get).toList()).toList());
        }

        /** The cell of a table with one row. */
        public String cell(String column) {
            return rows.getFirst().get(index(column));
        }

        private int index(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "table '" + name + "' has no column '" + column + "'; it has " + String.join(", ", columns));
            }
            return index;
        }
    }

    /** The tables are unavailable: there is no agent, or it refused the topic. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String why) {
            super(why);
        }
    }
}
