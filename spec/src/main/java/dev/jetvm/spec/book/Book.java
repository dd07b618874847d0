package dev.jetvm.spec.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clauses, examples and problems found while the book is parsed, in source order. Not thread-safe. */
public final class Book {
    private final Catalogue catalogue;
    private final Map<String, Clause> clauses = new LinkedHashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();

    public Book(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    /** Adds a clause and checks its ID and that its declared level matches the strongest keyword of its text. */
    public void add(Clause clause) {
        catalogue.objection(clause.id()).ifPresent(why -> problem(clause.place(), why));
        Clause before = clauses.putIfAbsent(clause.id(), clause);
        if (before != null) {
            problem(clause.place(), clause.id() + " is written twice; first at " + before.place());
        }
        var spoken = Level.ofText(clause.text());
        if (spoken.isEmpty()) {
            problem(clause.place(), clause.id() + " has level=" + clause.level().word()
                    + " but its text has none of MUST, SHOULD, MAY");
        } else if (spoken.get() != clause.level()) {
            problem(clause.place(), clause.id() + " has level=" + clause.level().word()
                    + " but the strongest key word of its text is " + spoken.get());
        }
    }

    public void add(Example example) {
        examples.add(example);
    }

    public void problem(Place place, String message) {
        problems.add(new Problem(place, message));
    }

    public Map<String, Clause> clauses() {
        return Collections.unmodifiableMap(clauses);
    }

    public List<Example> examples() {
        return Collections.unmodifiableList(examples);
    }

    public Collection<Problem> problems() {
        return Collections.unmodifiableCollection(problems);
    }

    /**
     * The requirements of the catalogue without a clause, or with only some of their clauses: a requirement whose only
     * clause has the suffix {@code a} is incomplete.
     */
    public List<Open> open() {
        Map<String, Integer> parts = new LinkedHashMap<>();
        clauses.values().forEach(clause -> parts.merge(clause.requirement(), 1, Integer::sum));
        List<Open> open = new ArrayList<>();
        for (Catalogue.Row row : catalogue.rows()) {
            boolean whole = clauses.containsKey(row.id()) || parts.getOrDefault(row.id(), 0) > 1;
            if (!whole) {
                open.add(new Open(row, parts.containsKey(row.id())));
            }
        }
        return open;
    }

    /** A requirement without all of its clauses. @param begun whether it has at least one clause */
    public record Open(Catalogue.Row row, boolean begun) {}
}
