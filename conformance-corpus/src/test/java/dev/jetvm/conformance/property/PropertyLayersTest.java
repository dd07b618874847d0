package dev.jetvm.conformance.property;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Properties and what they are made of speak to an implementation through the current case, and know none. */
@AnalyzeClasses(packages = "dev.jetvm", importOptions = ImportOption.DoNotIncludeTests.class)
class PropertyLayersTest {

    @ArchTest
    static final ArchRule NEUTRAL = noClasses().that()
            .resideInAnyPackage("dev.jetvm.conformance.property..", "dev.jetvm.conformance.exchange..",
                    "dev.jetvm.conformance.model..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("dev.jetvm.runtime..", "dev.jetvm.vm..", "dev.jetvm.reports..",
                    "dev.jetvm.features..", "dev.jetvm.conformance.agent..", "dev.jetvm.conformance.engine..");

    @ArchTest
    static final ArchRule MODELS_ASK_NOBODY = noClasses().that().resideInAPackage("dev.jetvm.conformance.model..")
            .should().dependOnClassesThat().resideInAPackage("dev.jetvm.conformance.session..");
}
