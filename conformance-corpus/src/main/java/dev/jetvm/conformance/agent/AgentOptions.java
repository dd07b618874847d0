package dev.jetvm.conformance.agent;

import java.util.List;
import java.util.Map;

/**
 * The configuration of a pool of agents.
 *
 * @param command the program and its arguments, see {@link CommandLine}
 * @param budgets time limits for the agents
 * @param agents maximum number of concurrent processes, at least 1; includes processes started for a single case
 * @param seed sent in {@code configure}; an agent derives every choice of its own from it
 * @param validate whether every line in both directions is checked against the schemas
 * @param restartCap maximum number of replacements of failed agents in a run; beyond it the remaining cases are not run
 * @param params options applied to every case that does not set them itself
 * @param effort factor of the number of samples that each property tries, above 0
 */
public record AgentOptions(List<String> command, Budgets budgets, int agents, long seed, boolean validate,
        int restartCap, Map<String, String> params, double effort) {
    public static final int DEFAULT_RESTART_CAP = 50;

    public AgentOptions {
        command = List.copyOf(command);
        params = Map.copyOf(params);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of the agent is empty");
        }
        if (agents < 1 || restartCap < 0 || !(effort > 0)) {
            throw new IllegalArgumentException(
                    "agents >= 1, restartCap >= 0 and effort > 0 expected, found %d, %d and %s"
                            .formatted(agents, restartCap, effort));
        }
    }

    /** Options with one agent, default budgets, seed 0 and no validation. */
    public static AgentOptions of(List<String> command) {
        return new AgentOptions(command, Budgets.DEFAULT, 1, 0, false, DEFAULT_RESTART_CAP, Map.of(), 1);
    }

    public AgentOptions withBudgets(Budgets changed) {
        return new AgentOptions(command, changed, agents, seed, validate, restartCap, params, effort);
    }

    public AgentOptions withAgents(int changed) {
        return new AgentOptions(command, budgets, changed, seed, validate, restartCap, params, effort);
    }

    public AgentOptions withSeed(long changed) {
        return new AgentOptions(command, budgets, agents, changed, validate, restartCap, params, effort);
    }

    public AgentOptions withValidate(boolean changed) {
        return new AgentOptions(command, budgets, agents, seed, changed, restartCap, params, effort);
    }

    public AgentOptions withRestartCap(int changed) {
        return new AgentOptions(command, budgets, agents, seed, validate, changed, params, effort);
    }

    public AgentOptions withParams(Map<String, String> changed) {
        return new AgentOptions(command, budgets, agents, seed, validate, restartCap, changed, effort);
    }
}
