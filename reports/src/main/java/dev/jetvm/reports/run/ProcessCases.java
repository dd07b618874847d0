package dev.jetvm.reports.run;

import dev.jetvm.conformance.command.CommandTemplate;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the process cases of a run are started.
 *
 * @param template the command that starts a program; null if there is none, so that these cases are not run
 * @param folder where the programs are written
 * @param alone whether there is a command but no agent, so that only these cases are run
 */
public record ProcessCases(@Nullable CommandTemplate template, Path folder, boolean alone) {}
