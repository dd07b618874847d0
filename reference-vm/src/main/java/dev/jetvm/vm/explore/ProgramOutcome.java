package dev.jetvm.vm.explore;

import dev.jetvm.runtime.value.Value;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.Task;
import dev.jetvm.vm.interp.Vm;
import java.nio.charset.StandardCharsets;

/**
 * What a run of a program shows.
 *
 * @param status {@code returned}, {@code halted} or {@code panic}
 * @param value the result, the type of the result if that is an object, or the code of the panic
 * @param message message of the panic, or empty
 * @param output standard output
 */
public record ProgramOutcome(String status, String value, String message, String output) {

    /** Returns the outcome of a machine whose program has ended. */
    static ProgramOutcome of(Vm vm, String output) {
        Task root = vm.task();
        Panic panic = root.panic();
        if (panic != null) {
            return new ProgramOutcome(root.status().wire(), panic.code().wire(), panic.message(), output);
        }
        String value = vm.worker().plainResult(root).map(ProgramOutcome::text).orElseGet(
                () -> vm.worker().resultType(root));
        return new ProgramOutcome(root.status().wire(), value, "", output);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Nil _ -> "nil";
            case Value.Int(long number) -> Long.toString(number);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Text(byte[] utf8) -> '"' + new String(utf8, StandardCharsets.UTF_8) + '"';
            case Value.Float32(int bits) -> Float.intBitsToFloat(bits) + "f";
            case Value.Float64(long bits) -> Double.toString(Double.longBitsToDouble(bits));
            case Value.Char(int scalar) -> "char U+%04X".formatted(scalar);
            case Value.Symbol _ -> "symbol";
            case Value.Ref _,Value.Float64Ref _ -> "object";
        };
    }

    public boolean isPanic() {
        return status.equals(Task.Status.PANIC.wire());
    }
}
