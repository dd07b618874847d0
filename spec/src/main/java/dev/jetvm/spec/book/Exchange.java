package dev.jetvm.spec.book;

import java.util.List;

/**
 * One exchange of an example: the request and the required answer.
 *
 * @param place its first line
 * @param request the left side: an operation and its members
 * @param expect the right side: an outcome and its details
 * @param remarks the comment lines above it, without their sign
 * @param program the lines displayed instead of the request if the request runs a program; otherwise empty
 */
public record Exchange(Place place, String request, String expect, List<String> remarks, List<String> program) {

    public Exchange(Place place, String request, String expect) {
        this(place, request, expect, List.of(), List.of());
    }
}
