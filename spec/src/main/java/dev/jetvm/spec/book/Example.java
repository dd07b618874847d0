package dev.jetvm.spec.book;

import java.util.List;

/**
 * A listing of protocol exchanges that the build runs, in order, with one agent in one state.
 *
 * @param clauses the clauses that it shows
 * @param profile the profile of values it runs in: {@code tagged} or {@code nan}
 */
public record Example(List<String> clauses, String profile, Place place, List<Exchange> exchanges) {}
