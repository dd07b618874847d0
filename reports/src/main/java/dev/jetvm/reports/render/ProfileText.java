package dev.jetvm.reports.render;

import dev.jetvm.conformance.agent.ExchangeTimes.Wait;
import dev.jetvm.reports.model.RunProfile;
import dev.jetvm.reports.model.RunProfile.Part;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows on the terminal where the time of a run went. */
public final class ProfileText {
    private static final int SHOWN = 10;

    private ProfileText() {}

    public static void print(RunProfile profile, PrintWriter out) {
        double available = profile.elapsed() * profile.agents();
        double suite = Math.max(0, profile.inCases() - profile.waiting());
        line(out, "Where the time went: %.1f s with %d agents", profile.elapsed(), profile.agents());
        share(out, "waiting for answers", profile.waiting(), available,
                "%d requests, %.3f ms each".formatted(profile.requests(),
                        profile.requests() == 0 ? 0 : profile.waiting() / profile.requests() * 1e3));
        share(out, "the suite itself", suite, available, "in cases: generating, encoding, comparing");
        share(out, "no case", Math.max(0, available - suite - profile.waiting()), available,
                "an agent has none while the last long ones end");
        line(out, "  agents started: %d", profile.started());
        line(out, "  light cases (%.0f ms at most): %d, %.0f a second with %d agents", RunProfile.LIGHT_MILLIS,
                profile.light().cases(), profile.light().rate(profile.agents()), profile.agents());
        parts(out, "by kind of case", profile.kinds());
        parts(out, "by chapter", profile.chapters());
        line(out, "  by operation");
        profile.operations().stream().limit(SHOWN).forEach(wait -> row(out, wait));
        parts(out, "the longest cases", profile.longest());
        out.flush();
    }

    private static void share(PrintWriter out, String what, double seconds, double of, String remark) {
        line(out, "  %-22s %8.1f s %4.0f %%   %s", what, seconds, of == 0 ? 0 : 100 * seconds / of, remark);
    }

    private static void parts(PrintWriter out, String title, List<Part> parts) {
        line(out, "  %s", title);
        parts.stream().limit(SHOWN).forEach(part -> line(out, "    %-42s %8.2f s %7d cases", part.name(),
                part.seconds(), part.cases()));
    }

    private static void row(PrintWriter out, Wait wait) {
        line(out, "    %-42s %8.2f s %7d requests, %.3f ms each", wait.op(), wait.seconds(), wait.count(),
                wait.seconds() / wait.count() * 1e3);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
