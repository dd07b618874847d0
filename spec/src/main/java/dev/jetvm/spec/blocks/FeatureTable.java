package dev.jetvm.spec.blocks;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.protocol.Operations;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.FeatureWorth;
import dev.jetvm.reports.model.NextFeature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of features: the operations and members that an agent has to answer when it announces one, and what that
 * brings.
 */
final class FeatureTable {
    private static final String FAMILY = "vm.";

    private FeatureTable() {}

    static List<String> lines() {
        List<CaseInfo> cases = Corpus.load().stream().map(each -> each.info(0)).toList();
        Map<String, NextFeature> worth = FeatureWorth.of(cases);
        Map<String, Set<String>> costs = costs();
        for (CaseInfo each : cases) {
            each.requires().stream().map(CaseInfo::feature)
                    .forEach(feature -> costs.computeIfAbsent(feature, FeatureTable::unlisted));
        }
        List<String> lines = new ArrayList<>(List.of("[.features,cols=\"4,9,>2,>2\",options=\"header\"]", "|===",
                "|Feature |What has to be answered |Cases |Clauses", ""));
        costs.forEach((feature, what) -> {
            NextFeature brings = worth.getOrDefault(feature, new NextFeature(feature, 0, 0));
            lines.add("|" + GeneratedBlocks.literal(feature) + " |" + String.join(", ", what) + " |" + brings.cases()
                    + " |" + brings.clauses());
        });
        lines.add("|===");
        return lines;
    }

    /** Operations of each feature, and members that belong to another feature than their operation. */
    private static Map<String, Set<String>> costs() {
        Map<String, Set<String>> costs = new TreeMap<>();
        Operations.all().forEach((name, operation) -> {
            String feature = operation.feature();
            if (feature != null) {
                costs.computeIfAbsent(feature, _ -> new LinkedHashSet<>()).add(GeneratedBlocks.literal(name));
            }
        });
        Operations.all().forEach((name, operation) -> {
            operation.requestMembers().forEach((member, feature) -> costs
                    .computeIfAbsent(feature, _ -> new LinkedHashSet<>()).add(member(name, member)));
            operation.requestValues().forEach((path, values) -> values.forEach((value, feature) -> costs
                    .computeIfAbsent(feature, _ -> new LinkedHashSet<>()).add(value(name, path, value))));
            operation.answerMembers().forEach((member, feature) -> costs
                    .computeIfAbsent(feature, _ -> new LinkedHashSet<>()).add(member(name, member)));
        });
        return costs;
    }

    private static String value(String operation, String path, String value) {
        return member(operation, path) + ": " + GeneratedBlocks.literal(value);
    }

    private static String member(String operation, String member) {
        return GeneratedBlocks.literal(member) + " of " + GeneratedBlocks.literal(operation);
    }

    /** A feature without an operation: a family of instructions, a profile, or an option of an operation. */
    private static Set<String> unlisted(String feature) {
        return new LinkedHashSet<>(
                Set.of(feature.startsWith(FAMILY)
                        ? "part of " + GeneratedBlocks.literal("vm.run")
                        : "no operation of its own"));
    }
}
