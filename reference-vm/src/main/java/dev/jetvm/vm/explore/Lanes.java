package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.assembly.InstructionLines;
import dev.jetvm.vm.interp.Access;
import dev.jetvm.vm.interp.Lines;
import dev.jetvm.vm.interp.StepObserver;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.module.Module;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Repeats a schedule and describes its steps, for a picture with one lane for each task. */
public final class Lanes implements Strategy, StepObserver {

    /**
     * A step.
     *
     * @param task the task that executed it
     * @param function function of its last instruction, or empty
     * @param line line of that instruction, or 0
     * @param instruction that instruction
     */
    public record Step(long task, String function, int line, String instruction) {
        @Override
        public String toString() {
            return line == 0 ? instruction : "%s:%d %s".formatted(function, line, instruction);
        }
    }

    private final Schedule.Replay replay;
    private final Map<Module, InstructionLines> lines = new IdentityHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private Lanes(Schedule schedule) {
        this.replay = new Schedule.Replay(schedule);
    }

    /** Returns the steps of a schedule of a program. */
    public static List<Step> of(Program program, Schedule schedule, long instructions) {
        Lanes lanes = new Lanes(schedule);
        new Trial(program, instructions).run(lanes);
        return lanes.steps;
    }

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        return replay.choose(ready, last);
    }

    @Override
    public int pick(int choices) {
        return replay.pick(choices);
    }

    @Override
    public void stepped(Task task, Task.@Nullable Place place, Access access) {
        if (place == null) {
            steps.add(new Step(task.id(), "", 0, "end"));
            return;
        }
        var mapping = Lines.find(place.module(), place.function(), place.offset());
        String text = lines.computeIfAbsent(place.module(), InstructionLines::new).line(place.function(),
                place.offset());
        steps.add(new Step(task.id(), place.name(), mapping == null ? 0 : mapping.line(),
                text.replaceFirst("^\\S+\\s+", "")));
    }
}
