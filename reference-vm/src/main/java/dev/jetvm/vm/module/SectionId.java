package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a module file, in file order. Number 6 is reserved.
 *
 * @spec MOD-01b
 * @spec MOD-01c
 */
enum SectionId {
    STRINGS(1, true), MODULE(2, true), TYPES(3, false), IMPORTS(4, false), FUNCTIONS(5, true), EXPORTS(7, false), //
    INIT(8, false), ENTRY(9, false), CODE(10, true), STACKMAPS(11, false), DEBUG(12, false), CUSTOM(255, false);

    static final List<SectionId> REQUIRED = Arrays.stream(values()).filter(id -> id.required).toList();
    private static final @Nullable SectionId[] BY_CODE = new @Nullable SectionId[256];

    static {
        for (SectionId id : values()) {
            BY_CODE[id.code] = id;
        }
    }

    private final int code;
    private final boolean required;

    SectionId(int code, boolean required) {
        this.code = code;
        this.required = required;
    }

    /** Returns the byte that identifies the section. */
    int code() {
        return code;
    }

    /** Returns the section of a byte, or null. */
    static @Nullable SectionId of(int code) {
        return BY_CODE[code];
    }
}
