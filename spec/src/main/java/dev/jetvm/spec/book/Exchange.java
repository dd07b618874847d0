package dev.jetvm.spec.book;

import java.util.List;

/**
 * One line of an example: what is asked and what has to be answered.
 *
 * @param place the line where it begins
 * @param request the left side: an operation and its members
 * @param expect the right side: an outcome and what belongs to it
 * @param program the lines that are shown instead of the request, if that runs a program; otherwise none
 */
public record Exchange(Place place, String request, String expect, List<String> program) {

    public Exchange(Place place, String request, String expect) {
        this(place, request, expect, List.of());
    }
}
