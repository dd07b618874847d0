package dev.jetvm.vm.interp;

/** A global variable of a module. Clauses: ISA-08 to ISA-10. */
public final class GlobalCell {
    final String name;
    /** Any word; meaningful once {@link #defined}. */
    public long word;
    boolean defined;

    GlobalCell(String name) {
        this.name = name;
    }
}
