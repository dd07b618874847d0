package dev.jetvm.vm.fast;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.object.HeapStrings;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.interp.Values;

/**
 * Equality of two tagged words, where it can be decided without reading numbers or bytes of strings.
 *
 * @spec ISA-18
 */
final class FastEquality {
    static final int UNEQUAL = 0;
    static final int EQUAL = 1;
    /** The plain engine must compare the values. */
    static final int UNKNOWN = -1;

    private final HeapStrings strings;

    FastEquality(Mutator mutator) {
        this.strings = new HeapStrings(ValueModel.TAGGED, mutator);
    }

    /** Returns {@link #EQUAL}, {@link #UNEQUAL} or {@link #UNKNOWN}. */
    int test(long left, long right) {
        if (((left | right) & ValueConstants.TAG_MASK) == ValueConstants.TAG_INT) {
            return left == right ? EQUAL : UNEQUAL;
        }
        if (Values.isTaggedFloat64(left) || Values.isTaggedFloat64(right) || Values.isTaggedFloat32(left)) {
            return UNKNOWN;
        }
        if (left == right) {
            return EQUAL;
        }
        if (!Values.isTaggedReference(left) || !Values.isTaggedReference(right)) {
            // Every other value has a unique word.
            return UNEQUAL;
        }
        long one = Values.taggedAddress(left);
        long other = Values.taggedAddress(right);
        return strings.areStrings(one, other) && strings.differ(one, other) ? UNEQUAL : UNKNOWN;
    }
}
