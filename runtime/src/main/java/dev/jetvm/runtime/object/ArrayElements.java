package dev.jetvm.runtime.object;

import dev.jetvm.runtime.value.StorageClass;

/**
 * The element kind of an array store, in the low four bits of its flags: 0 for references, 1 to 12 for the primitive
 * storage classes in the order of the specification's table, 15 for any other type.
 *
 * @spec ARR-03a
 */
public final class ArrayElements {
    /** The element kind of an array of references. */
    public static final int REF = 0;
    /** The element kind of an array of any other type. Its elements contain no references. */
    public static final int OTHER = 15;
    private static final int MASK = 0xF;

    private ArrayElements() {}

    /** The element kind of a storage class: 0 for references, 1 to 12 for i8 to char. */
    public static int of(StorageClass element) {
        return element == StorageClass.REF ? REF : element.ordinal() + 1;
    }

    public static int ofFlags(int flags) {
        return flags & MASK;
    }

    /** The storage class of an element kind from 0 to 12. */
    public static StorageClass storage(int number) {
        return number == REF ? StorageClass.REF : StorageClass.values()[number - 1];
    }
}
