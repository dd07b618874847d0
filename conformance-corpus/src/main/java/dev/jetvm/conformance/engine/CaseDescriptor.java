package dev.jetvm.conformance.engine;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.engine.support.descriptor.FilePosition;

/** One case as a test of the JUnit Platform. Its tags contain everything that a run needs before it starts the case. */
final class CaseDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "case";

    private final CorpusCase corpusCase;
    private final Set<TestTag> tags;

    CaseDescriptor(UniqueId parent, CorpusCase corpusCase) {
        super(parent.append(SEGMENT, corpusCase.id()), corpusCase.title(), ClasspathResourceSource.from(
                Corpus.HOME + "/" + corpusCase.source().file(),
                FilePosition.from(corpusCase.source().line(), corpusCase.source().column())));
        this.corpusCase = corpusCase;
        this.tags = tags(corpusCase);
    }

    private static Set<TestTag> tags(CorpusCase of) {
        Set<TestTag> tags = new LinkedHashSet<>();
        of.rules().forEach(rule -> tags.add(TestTag.create(rule)));
        tags.add(TestTag.create("id:" + of.id()));
        tags.add(TestTag.create("level:" + of.level()));
        tags.add(TestTag.create("kind:" + of.kind()));
        // A tag must not contain an exclamation mark.
        of.requires().forEach(required -> tags.add(TestTag.create(
                (CaseInfo.excludes(required) ? "unless:" : "requires:") + CaseInfo.feature(required))));
        of.differs().forEach(feature -> tags.add(TestTag.create("differs:" + feature)));
        tags.add(TestTag.create("profile:" + of.profile()));
        of.setting().params().forEach((name, value) -> tags.add(TestTag.create(Setting.tag(name, value))));
        tags.add(TestTag.create("file:" + of.source().file()));
        if (of.ownProcess()) {
            tags.add(TestTag.create("isolation:process"));
        }
        return tags;
    }

    CorpusCase corpusCase() {
        return corpusCase;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
