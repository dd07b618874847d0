package dev.jetvm.reports.model;

import java.util.Locale;

/** How strong the passing cases of a clause are, weakest first. Clause: CONF-22. */
public enum Evidence {
    NONE, EXAMPLE, NEGATIVE, PROPERTY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a passing case of a kind is worth. */
    static Evidence of(String kind) {
        return switch (kind) {
            case "property", "history" -> PROPERTY;
            case "negative" -> NEGATIVE;
            default -> EXAMPLE;
        };
    }
}
