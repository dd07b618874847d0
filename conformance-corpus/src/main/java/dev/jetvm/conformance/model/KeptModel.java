package dev.jetvm.conformance.model;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Workers that pause, and what becomes of their continuations. A worker is a list of frames, the innermost first,
 * each of which knows its next step. A pause gives the continuation of all frames of the worker to a clause, which
 * can keep it. Actions resume, drop and ask for the continuations of all pauses so far, in this task or in one of
 * their own, which is joined at once.
 */
public final class KeptModel {
    /** What a call or a resumption results in when the worker pauses. */
    public static final String PAUSED = "paused";
    /** The result of worker 0. */
    public static final int RESULT = 100;
    /** What the handler of the entry function answers. */
    public static final int ANSWER = 200;

    /** What a worker does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Step {}

    public record Say(int number) implements Step {}

    /** Calls a function. */
    public record Enter(List<Step> body) implements Step {}

    /** Registers a cleanup of the frame, which prints a number and then acts. */
    public record Cleanup(int number, List<Action> actions) implements Step {}

    public record Act(Action action) implements Step {}

    /**
     * Pauses; prints the value of the resumption afterwards.
     *
     * @param actions what the clause does
     * @param keeps whether the clause keeps the continuation then
     */
    public record Pause(List<Action> actions, boolean keeps) implements Step {}

    /** Prints the task-local value. */
    public record TellLocal() implements Step {}

    /** Sets the task-local value. */
    public record SetLocal(int value) implements Step {}

    /** Performs an effect that the entry function handles, and prints the answer or the code of the panic. */
    public record AskEntry() implements Step {}

    public enum Kind {
        RESUME, DROP, FRESH, KEEP
    }

    /**
     * An action.
     *
     * @param target chooses among the continuations of all pauses so far, 0 the latest; a panic if there are none
     * @param value with what it resumes, and the task-local value of a task of its own
     * @param elsewhere whether a task of its own does it; the value of this task is printed afterwards
     */
    public record Action(Kind kind, int target, int value, boolean elsewhere) {}

    /** Calls all workers, then acts. */
    public record Program(List<List<Step>> workers, List<Action> actions) {}

    private static final class Frame {
        final Iterator<Step> steps;
        final Deque<Cleanup> cleanups = new ArrayDeque<>();

        Frame(List<Step> steps) {
            this.steps = steps.iterator();
        }
    }

    private static final class Worker {
        final int number;
        final Deque<Frame> frames = new ArrayDeque<>();

        Worker(int number) {
            this.number = number;
        }
    }

    private static final class Continuation {
        final Worker worker;
        boolean used;
        boolean kept;

        Continuation(Worker worker) {
            this.worker = worker;
        }
    }

    private final List<String> printed = new ArrayList<>();
    private final List<Continuation> continuations = new ArrayList<>();
    /** The task-local value of the task that runs. */
    private int local;
    /** Whether the task that runs is not that of the entry function. */
    private boolean elsewhere;

    private KeptModel() {}

    public static Run run(Program program) {
        KeptModel model = new KeptModel();
        for (int k = 0; k < program.workers.size(); k++) {
            Worker worker = new Worker(k);
            worker.frames.push(new Frame(program.workers.get(k)));
            model.printed.add(model.proceed(worker));
        }
        program.actions.forEach(model::act);
        return Run.returned(model.printed);
    }

    /** Executes a worker until it pauses or ends. @return what the caller receives */
    private String proceed(Worker worker) {
        while (!worker.frames.isEmpty()) {
            Frame frame = worker.frames.getFirst();
            if (!frame.steps.hasNext()) {
                leave(frame);
                worker.frames.pop();
                continue;
            }
            switch (frame.steps.next()) {
                case Say(int number) -> print(number);
                case Enter(List<Step> body) -> worker.frames.push(new Frame(body));
                case Cleanup cleanup -> frame.cleanups.push(cleanup);
                case Act(Action action) -> act(action);
                case TellLocal() -> print(local);
                case SetLocal(int value) -> local = value;
                case AskEntry() -> print(elsewhere ? "unhandled-effect" : ANSWER);
                case Pause pause -> {
                    pause(worker, pause);
                    return PAUSED;
                }
            }
        }
        return Integer.toString(RESULT + worker.number);
    }

    private void pause(Worker worker, Pause pause) {
        Continuation continuation = new Continuation(worker);
        continuations.add(continuation);
        pause.actions.forEach(this::act);
        if (!pause.keeps && !continuation.kept) {
            drop(continuation);
        }
    }

    private void act(Action action) {
        int outsideLocal = local;
        boolean outside = elsewhere;
        if (action.elsewhere) {
            elsewhere = true;
            local = action.value;
        }
        if (continuations.isEmpty()) {
            print("division-by-zero");
        } else {
            act(action, continuations.reversed().get(action.target % continuations.size()));
        }
        elsewhere = outside;
        if (action.elsewhere) {
            local = outsideLocal;
            print(local);
        }
    }

    private void act(Action action, Continuation continuation) {
        switch (action.kind) {
            case RESUME -> {
                if (continuation.used) {
                    print("continuation-consumed");
                } else {
                    continuation.used = true;
                    print(action.value);
                    print(proceed(continuation.worker));
                }
            }
            case DROP -> drop(continuation);
            case FRESH -> print(!continuation.used);
            case KEEP -> continuation.kept = true;
        }
    }

    private void drop(Continuation continuation) {
        if (continuation.used) {
            return;
        }
        continuation.used = true;
        continuation.worker.frames.forEach(this::leave);
    }

    private void leave(Frame frame) {
        while (!frame.cleanups.isEmpty()) {
            Cleanup cleanup = frame.cleanups.pop();
            print(cleanup.number);
            cleanup.actions.forEach(this::act);
        }
    }

    private void print(Object what) {
        printed.add(what.toString());
    }
}
