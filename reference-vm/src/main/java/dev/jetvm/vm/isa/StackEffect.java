package dev.jetvm.vm.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * What an instruction takes from the operand stack and leaves there, read from a text such as
 * {@code "class:class! method:code! -- class:class"}: names from the bottom up, a colon and kinds where they are known,
 * {@code *} behind what is there as often as the count operand says, {@code **} twice and {@code ***} three times as
 * often. An exclamation mark means that the verifier refuses an operand that is known to be of no such kind; anything
 * else is left to a panic. A result that is called like an operand is that operand.
 *
 * @param text as written, for the book
 * @param takes without those that are counted
 * @param counted operands for each one of the count operand
 * @param countedAt how many of the others lie below those
 * @spec ISA-02
 * @spec INTERP-12
 * @spec VERIFY-07
 */
public record StackEffect(String text, List<Item> takes, int counted, int countedAt, List<Item> leaves) {

    /** @param checked whether the verifier refuses other kinds */
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

    /** Words taken from the stack. @param count what the count operand says, or how many fields the struct has */
    public int pops(int count) {
        return takes.size() + counted * count;
    }

    public int pushes() {
        return leaves.size();
    }

    /**
     * Where an operand that is not counted lies, in words above the lowest of those that are taken.
     *
     * @param item position in {@link #takes()}
     * @param count as in {@link #pops}
     */
    public int place(int item, int count) {
        return item < countedAt ? item : item + counted * count;
    }

    /** The operand that a result of the same name is, a position in {@link #takes()}, or -1 if the result is new. */
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
