package dev.jetvm.conformance.agent;

import java.util.List;
import java.util.Map;

/**
 * What a pool of agents needs to know.
 *
 * @param command the program and its arguments, see {@link CommandLine}
 * @param budgets how long agents may take
 * @param agents processes at a time, at least 1; cases with a process of their own count as well
 * @param seed sent in {@code configure}; an agent derives every choice of its own from it
 * @param validate whether every line in both directions is checked against the schemas
 * @param restartCap how often in the whole run an agent that failed is replaced before the rest is given up
 * @param params options that every case is run with unless it sets them itself
 */
public record AgentOptions(List<String> command, Budgets budgets, int agents, long seed, boolean validate,
        int restartCap, Map<String, String> params) {
    public static final int DEFAULT_RESTART_CAP = 50;

    public AgentOptions {
        command = List.copyOf(command);
        params = Map.copyOf(params);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of the agent is empty");
        }
        if (agents < 1 || restartCap < 0) {
            throw new IllegalArgumentException("agents >= 1 and restartCap >= 0 expected, found %d and %d"
                    .formatted(agents, restartCap));
        }
    }

    /** One agent, default budgets, seed 0, no validation. */
    public static AgentOptions of(List<String> command) {
        return new AgentOptions(command, Budgets.DEFAULT, 1, 0, false, DEFAULT_RESTART_CAP, Map.of());
    }

    public AgentOptions withBudgets(Budgets changed) {
        return new AgentOptions(command, changed, agents, seed, validate, restartCap, params);
    }

    public AgentOptions withAgents(int changed) {
        return new AgentOptions(command, budgets, changed, seed, validate, restartCap, params);
    }

    public AgentOptions withSeed(long changed) {
        return new AgentOptions(command, budgets, agents, changed, validate, restartCap, params);
    }

    public AgentOptions withValidate(boolean changed) {
        return new AgentOptions(command, budgets, agents, seed, changed, restartCap, params);
    }

    public AgentOptions withRestartCap(int changed) {
        return new AgentOptions(command, budgets, agents, seed, validate, changed, params);
    }

    public AgentOptions withParams(Map<String, String> changed) {
        return new AgentOptions(command, budgets, agents, seed, validate, restartCap, changed);
    }
}
