package dev.jetvm.spec.blocks;

import dev.jetvm.conformance.session.Setting;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Exchange;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.text.Html;
import java.util.TreeMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** Renders blocks as HTML. */
final class HtmlBlockRenderer implements BlockRenderer {
    private static final Pattern QUOTED = Pattern.compile("(!\\w+ )?&quot;.*?&quot;");
    private static final Pattern LABEL = Pattern.compile("^(\\s*)([A-Za-z_][\\w]*:)");
    private static final Pattern MNEMONIC = Pattern.compile("^(\\s*)(\\.?[A-Za-z][A-Za-z_0-9]*)(?![\\w:])");
    private static final Pattern MEMBER = Pattern.compile("([{,] *|^)([A-Za-z][\\w-]*)(?=:)");

    @Override
    public void clause(StructuralNode block, Clause clause, String title, Optional<Status.Badge> badge) {
        block.addRole("level-" + clause.level().word());
        String html = "<div class=\"rule-head\"><a class=\"rule-id\" href=\"#" + clause.id() + "\" title=\"Link to "
                + clause.id() + "\">" + clause.id() + "</a> <span class=\"rule-title\">" + title + "</span>"
                + "<span class=\"level\">" + clause.level().word() + "</span>" + errata(clause)
                + badge.map(it -> badgeHtml(clause, it) + it.stress().map(HtmlBlockRenderer::stressHtml).orElse(""))
                        .orElse("")
                + "</div>" + clause.untestable().map(HtmlBlockRenderer::untestable).orElse("");
        raw((Block) block.getBlocks().get(0), html);
    }

    private static String errata(Clause clause) {
        if (clause.errata().isEmpty()) {
            return "";
        }
        return clause.errata().stream().map(id -> "<a href=\"#" + id + "\">" + id + "</a>")
                .collect(Collectors.joining(" ", "<span class=\"errs\" title=\"Decisions it rests on\">", "</span>"));
    }

    private static String untestable(String reason) {
        return "<p class=\"untestable\">" + UNTESTABLE + Html.escape(reason) + ".</p>";
    }

    private static String badgeHtml(Clause clause, Status.Badge badge) {
        if (badge.state() == Status.State.UNTESTED && clause.untestable().isPresent()) {
            return "<span class=\"badge b-none\">no case</span>";
        }
        String more = badge.state() == Status.State.UNTESTED
                ? ""
                : " \u00b7 " + badge.evidence() + " \u00b7 " + badge.cases()
                        + (badge.cases() == 1 ? " case" : " cases");
        String css = switch (badge.state()) {
            case UNTESTED -> "b-none";
            case PASS -> "b-pass";
            case FAIL -> "b-fail";
        };
        return "<a class=\"badge " + css + "\" href=\"report/index.html#" + clause.id() + "\">" + badge.state().words()
                + more + "</a>";
    }

    private static String stressHtml(Status.Stress stress) {
        String css = switch (stress.verdict()) {
            case "pass" -> "b-pass";
            case "fail" -> "b-fail";
            default -> "b-none";
        };
        return "<span class=\"badge stress " + css + "\" title=\"Stress tests of the reference's lock-free parts: "
                + Html.escape(stress.words()) + "\">reference, stress: " + Html.escape(stress.words()) + "</span>";
    }

    @Override
    public void rationale(StructuralNode block) {
        block.setTitle(block.getTitle() == null ? "Rationale" : "Rationale: " + block.getTitle());
    }

    @Override
    public void example(Block listing, Example example) {
        String clauses = example.clauses().stream().map(id -> "<a href=\"#" + id + "\">" + id + "</a>")
                .collect(Collectors.joining(" "));
        String more = BlockAttributes.text(listing.getAttributes(), ProgramReader.WITH);
        String profile = setting(example.setting()) + (more.isEmpty() ? "" : " \u00b7 " + Html.escape(more));
        String lines = example.exchanges().stream().map(HtmlBlockRenderer::exchange).collect(Collectors.joining("\n"));
        String title = listing.getTitle() == null ? "" : " \u00b7 " + listing.getTitle();
        raw(listing, "<figure class=\"exchange\"><figcaption><span>Example for " + clauses + profile + title
                + "</span></figcaption><div class=\"xs\">" + lines + "</div></figure>");
    }

    private static String exchange(Exchange exchange) {
        String answer = "<code class=\"say\"><i>\u2192</i> " + colour(exchange.expect()) + "</code></div>";
        if (!exchange.program().isEmpty()) {
            return "<div class=\"x run\"><pre class=\"jasm\">"
                    + exchange.program().stream().map(HtmlBlockRenderer::assembly).collect(Collectors.joining("\n"))
                    + "</pre>"
                    + answer;
        }
        int end = exchange.request().indexOf(' ');
        String op = end < 0 ? exchange.request() : exchange.request().substring(0, end);
        String members = end < 0 ? "" : exchange.request().substring(end);
        String remarks = exchange.remarks().isEmpty()
                ? ""
                : "<p class=\"remark\">" + Html.escape(String.join(" ", exchange.remarks())) + "</p>";
        return "<div class=\"x\">" + remarks + "<code class=\"ask\"><b>" + Html.escape(op) + "</b>" + colour(members)
                + "</code>" + answer;
    }

    private static String assembly(String line) {
        int comment = line.startsWith(";") ? 0 : line.indexOf(" ;");
        String code = Html.escape(comment < 0 ? line : line.substring(0, comment));
        String label = LABEL.matcher(code).replaceAll("$1<span class=\"m\">$2</span>");
        String bold = MNEMONIC.matcher(label).replaceAll("$1<b>$2</b>");
        return QUOTED.matcher(bold).replaceAll("<span class=\"s\">$0</span>")
                + (comment < 0 ? "" : "<i>" + Html.escape(line.substring(comment)) + "</i>");
    }

    private static String colour(String text) {
        String escaped = Html.escape(text);
        String members = MEMBER.matcher(escaped).replaceAll("$1<span class=\"m\">$2</span>");
        return QUOTED.matcher(members).replaceAll("<span class=\"s\">$0</span>");
    }

    @Override
    public void fields(Block listing, FieldDiagram diagram) {
        String title = listing.getTitle() == null ? "" : "<figcaption>" + listing.getTitle() + "</figcaption>";
        String id = listing.getId() == null ? "" : " id=\"" + listing.getId() + "\"";
        raw(listing, "<figure class=\"fields\"" + id + ">" + diagram.svg(720, FieldDiagram.Ink.CSS, "wide")
                + diagram.svg(344, FieldDiagram.Ink.CSS, "narrow") + title + "</figure>");
    }

    private static void raw(Block block, String html) {
        block.setContext("pass");
        block.setTitle(null);
        block.setSubstitutions();
        block.setLines(List.of(html.split("\n", -1)));
    }

    /** The non-default settings of an example, for its caption. */
    private static String setting(Setting setting) {
        StringBuilder text = new StringBuilder();
        if (!setting.profile().equals("tagged")) {
            text.append(" \u00b7 profile ").append(Html.escape(setting.profile()));
        }
        new TreeMap<>(setting.params()).forEach((name, value) -> text.append(" \u00b7 ")
                .append(Html.escape(name + "=" + value)));
        return text.toString();
    }
}
