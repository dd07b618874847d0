package example;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The data cases of the Jet conformance suite as tests of this project: one test for each case. A case that needs a feature
 * which the implementation does not announce is skipped.
 */
@Suite
@IncludeEngines("jet-corpus")
@SelectPackages("jet.vectors")
@ConfigurationParameter(key = "jet.parallelism", value = "2")
class JetConformance {}
