package dev.jetvm.reports.model;

import java.util.Locale;

/** The strength of the evidence for a clause that its passing cases provide, weakest first. Clause: CONF-22. */
public enum Evidence {
    NONE, EXAMPLE, NEGATIVE, PROPERTY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The evidence that a passing case of this kind provides. */
    static Evidence of(String kind) {
        return switch (kind) {
            case "property", "history" -> PROPERTY;
            case "negative" -> NEGATIVE;
            default -> EXAMPLE;
        };
    }
}
