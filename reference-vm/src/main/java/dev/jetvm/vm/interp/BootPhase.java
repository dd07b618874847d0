package dev.jetvm.vm.interp;

import java.util.Locale;

/**
 * The phases of the start of a process, in their order. Each is told when it is complete.
 *
 * @spec BOOT-01
 * @spec BOOT-23
 * @spec ERR-181
 */
public enum BootPhase {
    PLATFORM("streams and signals of the process"), //
    ARGUMENTS("options of the runtime, and arguments of the program"), //
    MEMORY("the heap"), //
    TYPES("the types that are built in"), //
    SCHEDULER("the scheduler and the root task"), //
    IO("the output of the program, and the poller"), //
    EFFECTS("the table of effects and continuations"), //
    MODULES("the registry of modules"), //
    LIBRARY("the native functions"), //
    PROGRAM("the main module and those that it imports, linked"), //
    INITIALISERS("the initialisers of all modules"), //
    MAIN("the entry function begins");

    private final String meaning;

    BootPhase(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what is there when the phase is complete. */
    public String meaning() {
        return meaning;
    }

    /** Returns the line of the log that tells that the phase is complete. */
    public String line() {
        return "boot: " + wire();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
