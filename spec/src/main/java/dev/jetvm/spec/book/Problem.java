package dev.jetvm.spec.book;

/**
 * A problem of the book that fails the build.
 *
 * @param message the problem and its remedy
 */
public record Problem(Place place, String message) implements Comparable<Problem> {

    @Override
    public int compareTo(Problem other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
