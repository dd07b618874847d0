package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report for continuous integration: one test suite per chapter. */
final class JunitXml {
    private JunitXml() {}

    static String render(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "Jet conformance");
            xml.writeAttribute("time", Double.toString(report.run().seconds()));
            Map<String, List<CaseResult>> chapters = report.results().stream()
                    .collect(Collectors.groupingBy(CaseResult::chapter, TreeMap::new, Collectors.toList()));
            for (Map.Entry<String, List<CaseResult>> chapter : chapters.entrySet()) {
                suite(xml, chapter.getKey(), chapter.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, String name, List<CaseResult> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name.isEmpty() ? "no clause" : name);
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(cases.stream().filter(CaseResult::failed).count()));
        xml.writeAttribute("errors", Long.toString(count(cases, "suite-defect")));
        xml.writeAttribute("skipped", Long.toString(count(cases, "unsupported") + count(cases, "skipped")));
        for (CaseResult each : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", String.join(" ", each.rules()));
            xml.writeAttribute("name", each.id());
            xml.writeAttribute("time", Double.toString(each.duration() / 1000));
            outcome(xml, each);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static long count(List<CaseResult> cases, String verdict) {
        return cases.stream().filter(each -> each.verdict().equals(verdict)).count();
    }

    private static void outcome(XMLStreamWriter xml, CaseResult each) throws XMLStreamException {
        switch (each.verdict()) {
            case "pass" -> {
                // a test case without a child element has passed
            }
            case "unsupported", "skipped", "inconclusive" -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", clean(each.verdict() + ": " + each.detail()));
            }
            default -> {
                xml.writeStartElement(each.failed() ? "failure" : "error");
                xml.writeAttribute("type", each.verdict());
                xml.writeAttribute("message", clean(each.detail()));
                xml.writeCharacters(clean("expected " + each.expected() + "\nobserved " + each.observed() + "\nagain: "
                        + each.repro()));
                xml.writeEndElement();
            }
        }
    }

    /** XML 1.0 cannot represent most control characters, not even by references. */
    private static String clean(String text) {
        return DisplayText.block(text);
    }
}
