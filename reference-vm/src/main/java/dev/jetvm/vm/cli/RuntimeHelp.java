package dev.jetvm.vm.cli;

import dev.jetvm.vm.options.RuntimeOption;
import java.io.PrintWriter;

/**
 * The text of {@code --jet-help}: a line for each option of the runtime.
 *
 * @spec BOOT-22
 */
final class RuntimeHelp {
    private RuntimeHelp() {}

    static void print(PrintWriter out) {
        out.println("Options of the runtime, among the arguments of the program and before --:");
        out.printf("  %-26s %-27s %-10s %s%n", "option", "flag", "default", "");
        for (RuntimeOption option : RuntimeOption.values()) {
            out.printf("  %-26s %-27s %-10s %s%n", option.option(), option.usage(), option.standard(),
                    option.meaning());
        }
        out.println("  --jet-set=NAME=VALUE sets any option; --jet-help prints this text.");
        out.println("A SIZE is digits and an optional K, M or G. The last value counts. The command line comes before");
        out.println(
                "the environment (JET_HEAP_INITIAL_SIZE and so on), and this before the file that JET_CONFIG names,");
        out.println("with lines NAME=VALUE.");
        out.flush();
    }
}
