package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/** A task that opens one thing inside of the other and waits in the innermost, until it is cancelled. */
public final class CancellationModel {
    /** What a cleanup that panics has registered in its own frame prints, minus the number of the cleanup. */
    public static final int INNER = 100;
    private static final String USER = "user";

    /** Contains the layers behind it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Layer {}

    /** Registers a cleanup, which prints a number at first. */
    public record Cleanup(int number, Kind what) implements Layer {}

    /** A protected part. */
    public record Part() implements Layer {}

    /** A call. */
    public record Frame() implements Layer {}

    /** A frame with a handler of every effect. */
    public record Handler() implements Layer {}

    /** A clause: a frame of its continuation has a cleanup that prints a number. */
    public record Clause(int number) implements Layer {}

    /** A scope with a task, which waits already. */
    public record Scope(Task task) implements Layer {}

    /** What a cleanup does. */
    public enum Kind {
        /** Prints the number only. */
        SAYS,
        /** Registers a cleanup of its own frame, and panics with the number. */
        PANICS,
        /** Recovers a panic with the number. */
        RECOVERS,
        /** Lets other tasks run, and prints the number again. */
        YIELDS,
        /** Opens a scope and waits for a task of it, and prints the number again. */
        JOINS
    }

    /** @param yields whether the task executes YIELD again and again, and does not wait for a channel */
    public record Task(List<Layer> layers, boolean yields) {}

    private final List<String> printed = new ArrayList<>();
    /** The code and the value that JOIN of the task panics with. */
    private String code = "cancelled";
    private String value = "nil";

    private CancellationModel() {}

    /** What the cancellation prints, then the code and the value of the panic of JOIN. */
    public static Run run(Task task) {
        CancellationModel model = new CancellationModel();
        model.unwind(task, true);
        model.printed.add(model.code);
        model.printed.add(model.value);
        return Run.returned(model.printed);
    }

    /** @param joined whether it matters how the task ends: a scope that is left by a cancellation raises no panic */
    private void unwind(Task task, boolean joined) {
        for (Layer layer : task.layers.reversed()) {
            switch (layer) {
                case Cleanup cleanup -> call(cleanup, joined);
                case Clause(int number) -> print(number);
                case Scope(Task inner) -> unwind(inner, false);
                case Part _,Frame _,Handler _ -> {
                    // No code of the program is executed.
                }
            }
        }
    }

    private void call(Cleanup cleanup, boolean joined) {
        print(cleanup.number);
        switch (cleanup.what) {
            case SAYS -> {
                // no more
            }
            case PANICS -> {
                print(INNER + cleanup.number);
                if (joined && !code.equals(USER)) {
                    code = USER;
                    value = Integer.toString(cleanup.number);
                }
            }
            case RECOVERS -> {
                printed.add(USER);
                print(cleanup.number);
            }
            case YIELDS, JOINS -> print(cleanup.number);
        }
    }

    private void print(int number) {
        printed.add(Integer.toString(number));
    }
}
