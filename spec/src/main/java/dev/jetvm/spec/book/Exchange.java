package dev.jetvm.spec.book;

/**
 * One line of an example: what is asked and what has to be answered.
 *
 * @param place the line where it begins
 * @param request the left side: an operation and its members
 * @param expect the right side: an outcome and what belongs to it
 */
public record Exchange(Place place, String request, String expect) {}
