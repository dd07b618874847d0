package dev.jetvm.vm.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * The operands that an instruction consumes and the results that it pushes, parsed from text such as
 * {@code "class:class! method:code! -- class:class"}. The text lists names from the bottom of the stack up, each
 * followed by a colon and its kinds where these are known. A name followed by {@code *} occurs as often as the count
 * operand specifies, {@code **} twice and {@code ***} three times as often. An exclamation mark means that the verifier
 * rejects an operand known to have none of these kinds; any other mismatch panics at run time. A result with the name
 * of an operand is that operand.
 *
 * @param text the text as written, for the book
 * @param takes the consumed operands other than counted ones
 * @param counted number of counted operands per unit of the count operand
 * @param countedAt number of the other operands below the counted ones
 * @spec ISA-02
 * @spec INTERP-12
 * @spec VERIFY-07
 */
public record StackEffect(String text, List<Item> takes, int counted, int countedAt, List<Item> leaves) {

    /** @param checked whether the verifier rejects operands of other kinds */
    public record Item(String name, int kinds, boolean checked) {}

    static StackEffect of(String text) {
        List<Item> takes = new ArrayList<>();
        List<Item> leaves = new ArrayList<>();
        List<Item> side = takes;
        int counted = 0;
        int countedAt = 0;
        for (String word : text.split(" ")) {
            if (word.equals("--")) {
                side = leaves;
            } else if (word.endsWith("*")) {
                counted = word.length() - word.indexOf('*');
                countedAt = takes.size();
            } else if (!word.isEmpty()) {
                side.add(item(word));
            }
        }
        return new StackEffect(text, List.copyOf(takes), counted, countedAt, List.copyOf(leaves));
    }

    private static Item item(String word) {
        boolean checked = word.endsWith("!");
        String plain = checked ? word.substring(0, word.length() - 1) : word;
        int colon = plain.indexOf(':');
        return colon < 0
                ? new Item(plain, Kinds.ANY, checked)
                : new Item(plain.substring(0, colon), Kinds.named(plain.substring(colon + 1)), checked);
    }

    /**
     * Returns the number of consumed words.
     *
     * @param count value of the count operand, or number of fields of the struct
     */
    public int pops(int count) {
        return takes.size() + counted * count;
    }

    public int pushes() {
        return leaves.size();
    }

    /**
     * Returns the position of an operand that is not counted, in words above the lowest consumed operand.
     *
     * @param item index in {@link #takes()}
     * @param count as in {@link #pops}
     */
    public int place(int item, int count) {
        return item < countedAt ? item : item + counted * count;
    }

    /** Returns the index in {@link #takes()} of the operand that a result repeats, or -1 if the result is new. */
    public int source(int result) {
        String name = leaves.get(result).name();
        for (int k = 0; k < takes.size(); k++) {
            if (takes.get(k).name().equals(name)) {
                return k;
            }
        }
        return -1;
    }
}
