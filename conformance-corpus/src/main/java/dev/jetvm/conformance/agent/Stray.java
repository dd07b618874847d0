package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;

/**
 * Misbehaviour found when no case was running: a second answer that came after its case was over, a death between two
 * cases. It belongs to no verdict, but a run that has one is not clean.
 *
 * @param caseId the case that used the agent last, the likely cause; empty if there was none
 * @param verdict of what kind it is
 * @param detail what was found
 */
public record Stray(String caseId, Verdict verdict, String detail) {}
