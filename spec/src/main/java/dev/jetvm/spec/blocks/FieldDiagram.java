package dev.jetvm.spec.blocks;

import dev.jetvm.spec.text.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields of a word or of an image, for drawing. Bits are drawn from right to left with the highest first, like the
 * digits of a number; bytes from left to right with the lowest address first, like memory.
 *
 * @param fields in ascending order, together covering every unit once
 */
record FieldDiagram(Unit unit, int size, List<Field> fields) {
    private static final Pattern LINE = Pattern.compile("(\\d+)(?:\\s*-\\s*(\\d+))?\\s+([^|:]+?)(?:\\s*[|:]\\s*(.+))?");
    private static final int ROW = 62;
    private static final int TOP = 16;

    /** The unit of a field's positions. */
    enum Unit {
        BIT("bits"), BYTE("bytes");

        private final String many;

        Unit(String many) {
            this.many = many;
        }

        String many() {
            return many;
        }
    }

    /** The source of the picture's colours: the page's style sheet, or fixed colours for paper. */
    enum Ink {
        CSS, PAPER
    }

    /**
     * One field, a range of units.
     *
     * @param low first unit, counted from 0
     * @param high last unit, inclusive
     * @param note text below the name, often a value; may be empty
     */
    record Field(int low, int high, String name, String note) {
        boolean reserved() {
            return name.equals("0") || name.equals("-") || name.startsWith("reserved") || name.startsWith("unused");
        }

        String range() {
            return low == high ? Integer.toString(low) : low + "\u2013" + high;
        }
    }

    /** A line that cannot be parsed or does not fit; lines are counted from 0 within the block. */
    static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Misfit(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /**
     * Parses one field per line, {@code 0-2 tag | 0 for int} or {@code 0-2 tag: 0 for int}, in any order.
     *
     * @throws Misfit if a line is malformed, or fields overlap, leave a gap or exceed the size
     */
    static FieldDiagram parse(Unit unit, int size, List<String> lines) throws Misfit {
        List<Field> fields = new ArrayList<>();
        int[] owner = new int[size];
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new Misfit(i, "no field: '" + line + "'; write '0-2 name' or '0-2 name | note'");
            }
            int low = Integer.parseInt(parts.group(1));
            int high = parts.group(2) == null ? low : Integer.parseInt(parts.group(2));
            Field field = new Field(Math.min(low, high), Math.max(low, high), parts.group(3),
                    Optional.ofNullable(parts.group(4)).orElse(""));
            if (field.high() >= size) {
                throw new Misfit(i,
                        field.name() + " ends at " + field.high() + "; there are " + size + " " + unit.many());
            }
            fields.add(field);
            for (int at = field.low(); at <= field.high(); at++) {
                if (owner[at] != 0) {
                    throw new Misfit(i, field.name() + " overlaps " + fields.get(owner[at] - 1).name() + " at " + at);
                }
                owner[at] = fields.size();
            }
        }
        for (int at = 0; at < size; at++) {
            if (owner[at] == 0) {
                throw new Misfit(0, "no field holds " + (unit == Unit.BIT ? "bit " : "byte ") + at);
            }
        }
        fields.sort((a, b) -> Integer.compare(a.low(), b.low()));
        return new FieldDiagram(unit, size, fields);
    }

    /** A text description of the picture, for readers who cannot see it. */
    String describe() {
        return size + " " + unit.many() + ": "
                + fields.stream().map(field -> field.range() + " " + field.name()).collect(Collectors.joining(", "));
    }

    /** The picture as SVG, {@code width} units wide; letters have at least 13 units. */
    String svg(int width, Ink ink, String css) {
        List<List<Box>> rows = rows(width);
        StringBuilder out = new StringBuilder();
        int height = rows.size() * ROW + (rows.size() - 1) * 6;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"").append(css).append("\" viewBox=\"0 0 ")
                .append(width).append(' ').append(height).append("\" role=\"img\" aria-label=\"")
                .append(Html.escape(describe())).append("\">");
        for (int row = 0; row < rows.size(); row++) {
            for (Box box : rows.get(row)) {
                box.draw(out, row * (ROW + 6), ink, unit);
            }
        }
        return out.append("</svg>").toString();
    }

    private List<List<Box>> rows(int width) {
        List<Field> order = unit == Unit.BIT ? fields.reversed() : fields;
        if (uniform()) {
            return columns(order, width);
        }
        List<List<Field>> rows = new ArrayList<>();
        List<Field> row = new ArrayList<>();
        double used = 0;
        for (Field field : order) {
            double need = needed(field, width);
            if (!row.isEmpty() && used + need > width - 2) {
                rows.add(row);
                row = new ArrayList<>();
                used = 0;
            }
            row.add(field);
            used += need;
        }
        rows.add(row);
        return rows.stream().map(it -> spread(it, width)).toList();
    }

    /** Whether all of several fields have the same size; they are then drawn at the same width. */
    private boolean uniform() {
        Field first = fields.getFirst();
        return fields.size() > 1
                && fields.stream().allMatch(it -> it.high() - it.low() == first.high() - first.low());
    }

    /** Rows of equally wide boxes, as many in a row as the longest text permits. */
    private static List<List<Box>> columns(List<Field> order, int width) {
        double longest = order.stream().mapToDouble(field -> needed(field, width)).max().orElse(width);
        int most = Math.max(1, Math.min(order.size(), (int) ((width - 2) / longest)));
        int rows = (order.size() + most - 1) / most;
        int columns = (order.size() + rows - 1) / rows;
        double box = (width - 2.0) / columns;
        List<List<Box>> boxes = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (i % columns == 0) {
                boxes.add(new ArrayList<>());
            }
            boxes.getLast().add(new Box(order.get(i), 1 + box * (i % columns), box));
        }
        return boxes;
    }

    /** Width that the text of a field needs, at most a whole row. */
    private static double needed(Field field, int width) {
        double name = field.name().length() * 7.6 + 14;
        double note = field.note().length() * 6.0 + 14;
        double range = field.low() == field.high() ? 26 : 52;
        return Math.min(width - 2, Math.max(range, Math.max(name, note)));
    }

    /**
     * Assigns each field its needed width and distributes the remaining width in proportion to the square roots of the
     * field sizes, so that larger fields are wider.
     */
    private static List<Box> spread(List<Field> row, int width) {
        double need = row.stream().mapToDouble(field -> needed(field, width)).sum();
        double weight = row.stream().mapToDouble(field -> Math.sqrt(field.high() - field.low() + 1.0)).sum();
        double free = width - 2 - need;
        List<Box> boxes = new ArrayList<>();
        double x = 1;
        for (Field field : row) {
            double size = needed(field, width) + free * Math.sqrt(field.high() - field.low() + 1.0) / weight;
            boxes.add(new Box(field, x, size));
            x += size;
        }
        return boxes;
    }

    /** A field with its drawing position; {@code x} and {@code width} in units of the picture. */
    private record Box(Field field, double x, double width) {

        void draw(StringBuilder out, int y, Ink ink, Unit unit) {
            boolean paper = ink == Ink.PAPER;
            String rect = paper
                    ? "fill=\"" + (field.reserved() ? "#eceae4" : "#f6f8fc")
                            + "\" stroke=\"#4a5568\" stroke-width=\"1\""
                    : "class=\"" + (field.reserved() ? "box res" : "box") + "\"";
            out.append("<rect x=\"").append(n(x)).append("\" y=\"").append(y + TOP).append("\" width=\"")
                    .append(n(width))
                    .append("\" height=\"").append(ROW - TOP - 2).append("\" ").append(rect).append("/>");
            int middle = y + TOP + (ROW - TOP - 2) / 2;
            boolean noted = !field.note().isEmpty();
            text(out, x + width / 2, middle + (noted ? -2 : 5), "middle", 13, field.name(), paper, "name");
            if (noted) {
                text(out, x + width / 2, middle + 14, "middle", 11, field.note(), paper, "note");
            }
            int first = unit == Unit.BIT ? field.high() : field.low();
            int last = unit == Unit.BIT ? field.low() : field.high();
            if (first == last) {
                text(out, x + width / 2, y + 11, "middle", 10.5, Integer.toString(first), paper, "pos");
            } else {
                text(out, x + 3, y + 11, "start", 10.5, Integer.toString(first), paper, "pos");
                text(out, x + width - 3, y + 11, "end", 10.5, Integer.toString(last), paper, "pos");
            }
        }

        private static void text(StringBuilder out, double x, int y, String anchor, double size, String text,
                boolean paper, String css) {
            String dress = paper
                    ? "font-family=\"" + (css.equals("name") ? "M+ 1mn" : "Noto Serif") + "\" fill=\""
                            + (css.equals("name") ? "#1a202c" : "#5a6474") + "\""
                    : "class=\"" + css + "\"";
            out.append("<text x=\"").append(n(x)).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor)
                    .append("\" font-size=\"").append(n(size)).append("\" ").append(dress).append('>')
                    .append(Html.escape(text)).append("</text>");
        }

        private static String n(double value) {
            String text = Double.toString(Math.round(value * 10) / 10.0);
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
    }
}
