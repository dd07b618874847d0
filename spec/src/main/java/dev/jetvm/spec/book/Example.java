package dev.jetvm.spec.book;

import dev.jetvm.conformance.session.Setting;
import java.util.List;

/**
 * A listing of protocol exchanges that the build runs, in order, with one agent in one state.
 *
 * @param clauses the clauses that it shows
 * @param setting what the agent is configured to
 */
public record Example(List<String> clauses, Setting setting, Place place, List<Exchange> exchanges) {}
