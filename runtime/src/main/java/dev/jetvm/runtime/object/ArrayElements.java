package dev.jetvm.runtime.object;

import dev.jetvm.runtime.value.StorageClass;

/**
 * What an array store holds, as the low four bits of its flags say it: 0 references, otherwise one of the primitive
 * storage classes in the order of the specification's table, or 15.
 *
 * @spec ARR-03a
 */
public final class ArrayElements {
    /** The number of an array of references. */
    public static final int REF = 0;
    /** The number of an array of anything else, in which there are no references. */
    public static final int OTHER = 15;
    private static final int MASK = 0xF;

    private ArrayElements() {}

    /** The number of a storage class: 0 for references, 1 to 12 for i8 to char. */
    public static int of(StorageClass element) {
        return element == StorageClass.REF ? REF : element.ordinal() + 1;
    }

    public static int ofFlags(int flags) {
        return flags & MASK;
    }

    /** The storage class of a number from 0 to 12. */
    public static StorageClass storage(int number) {
        return number == REF ? StorageClass.REF : StorageClass.values()[number - 1];
    }
}
