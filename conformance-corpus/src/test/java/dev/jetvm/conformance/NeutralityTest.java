package dev.jetvm.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The suite judges every implementation by the same measure: it knows none of them, the reference least of all. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
class NeutralityTest {
    @ArchTest
    static final ArchRule ONLY_ITS_OWN = classes().that().resideInAPackage("dev.jetvm.conformance..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.jetvm.conformance..", "java..", "tools.jackson..",
                    "com.fasterxml.jackson.annotation..", "com.networknt..",
                    "org.snakeyaml..", "org.junit..", "org.opentest4j..", "net.jqwik..", "org.jspecify..",
                    "org.apiguardian..");

    @ArchTest
    static final ArchRule NOTHING_ELSE_HERE = noClasses().should().resideOutsideOfPackage("dev.jetvm.conformance..");

    @ArchTest
    static final ArchRule MESSAGES_KNOW_NO_PROCESSES = noClasses().that()
            .resideInAPackage("dev.jetvm.conformance.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.jetvm.conformance.agent..", "dev.jetvm.conformance.session..");

    @ArchTest
    static final ArchRule SEAMS_KNOW_NO_POOL = noClasses().that()
            .resideInAPackage("dev.jetvm.conformance.session..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.jetvm.conformance.agent..");
}
