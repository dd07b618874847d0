package dev.jetvm.spec.book;

import java.util.List;
import java.util.stream.Stream;

/** Source of the tables of constants: the {@code describe} answers of the reference's agent. */
@FunctionalInterface
public interface Tables {

    /**
     * The tables of a topic.
     *
     * @throws Unavailable if there is no agent or it rejects the topic
     */
    List<Table> of(String topic) throws Unavailable;

    /** One table; every row has one cell per column. */
    record Table(String name, List<String> columns, List<List<String>> rows) {

        /**
         * The rows with a given value in a column.
         *
         * @param condition {@code column=value}; empty selects all rows
         * @throws IllegalArgumentException if the column does not exist
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
         * A selection of columns, in the given order.
         *
         * @param names separated by spaces; empty selects all columns
         * @throws IllegalArgumentException if a column does not exist
         */
        public Table keep(String names) {
            if (names.isEmpty()) {
                return this;
            }
            List<Integer> places = Stream.of(names.split(" ")).map(this::index).toList();
            return new Table(name, places.stream().map(columns::get).toList(),
                    rows.stream().map(row -> places.stream().map(row::get).toList()).toList());
        }

        /** The cell of a table that has a single row. */
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

    /** The tables are unavailable: there is no agent, or it rejected the topic. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String why) {
            super(why);
        }
    }
}
