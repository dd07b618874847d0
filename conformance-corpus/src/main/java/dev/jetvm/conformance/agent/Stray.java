package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;

/**
 * A fault found while no case was running, such as a second answer after the end of a case or the end of a process
 * between two cases. It belongs to no verdict, but a run that has one is not clean.
 *
 * @param caseId the case that used the agent last, the likely cause; empty if there was none
 * @param verdict the kind of the fault
 * @param detail what was found
 */
public record Stray(String caseId, Verdict verdict, String detail) {}
