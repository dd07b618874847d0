package dev.jetvm.spec;

import dev.jetvm.conformance.session.SuiteSession;
import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Problem;
import dev.jetvm.spec.book.Reviewed;
import dev.jetvm.spec.book.RulesFile;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import dev.jetvm.spec.example.ExampleRunner;
import dev.jetvm.spec.example.ReferenceAgent;
import dev.jetvm.spec.example.SampleAgents;
import dev.jetvm.spec.example.SuiteSessions;
import dev.jetvm.spec.render.AsciidoctorEngine;
import dev.jetvm.spec.render.HtmlSite;
import dev.jetvm.spec.render.ParsedBook;
import dev.jetvm.spec.render.PdfBook;
import dev.jetvm.spec.render.RenderedCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code jet spec}: checks the book, compares {@code rules.json} with it or updates it, and renders pages and PDF. Exit
 * status: 0 success, 1 problems in the book, 64 usage error, 70 internal error.
 */
@Command(name = "jet spec", mixinStandardHelpOptions = true, sortOptions = false, version = "Jet specification 0.1", description = "Checks the specification and renders it as HTML pages, and as PDF if asked.")
public final class SpecCommand implements Callable<Integer> {
    private static final int PROBLEMS = 1;
    private static final int USAGE = 64;
    private static final int OUR_FAULT = 70;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for what is rendered (default: spec/target/book).")
    @Nullable
    Path out;

    @Option(names = "--pdf", description = "Render the PDF as well.")
    boolean pdf;

    @Option(names = "--check", description = "Only check; render nothing.")
    boolean check;

    @Option(names = "--update-rules", description = "Write rules.json of the corpus anew instead of comparing it.")
    boolean updateRules;

    @Option(names = "--reviewed", arity = "1..*", paramLabel = "ID|all", split = ",", description = "Note that the cases of these clauses were looked at in their present wording.")
    List<String> reviewed = List.of();

    private final ProjectLayout layout = ProjectLayout.find();
    private final PrintStream log = System.out;

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new SpecCommand());
        line.setParameterExceptionHandler((e, rest) -> {
            System.err.println("jet spec: " + e.getMessage());
            System.err.println("Try: jet spec --help");
            return USAGE;
        });
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof FileSystemException io) {
                System.err.println("jet spec: cannot write " + io.getFile() + ": "
                        + (io.getReason() == null ? io.getClass().getSimpleName() : io.getReason()));
                return USAGE;
            }
            System.err.println("jet spec: a fault of this program, please report it");
            e.printStackTrace(System.err);
            return OUR_FAULT;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out == null ? layout.target().resolve("book") : out;
        if (!check) {
            Files.createDirectories(folder.resolve("images"));
            // Checked before minutes of work, so that a folder that cannot be written ends the command early.
            Files.delete(Files.createTempFile(folder, "probe", ""));
        }
        try (Progress progress = new Progress(System.err)) {
            progress.step("starting the reference's agent");
            try (ReferenceAgent agent = ReferenceAgent.start(layout.referenceJar())) {
                return work(folder, progress, agent, agent.session());
            } catch (Tables.Unavailable e) {
                System.err.println("jet spec: " + e.getMessage());
                return work(folder, progress, topic -> {
                    throw new Tables.Unavailable("there is no agent to ask");
                }, null);
            }
        }
    }

    private int work(Path folder, Progress progress, Tables tables, @Nullable SuiteSession session) throws IOException {
        progress.step("starting Asciidoctor");
        Status status = Status.read(layout.report());
        try (AsciidoctorEngine engine = new AsciidoctorEngine()) {
            progress.step("reading the book, running the commands that it shows");
            Sessions sessions = new SuiteSessions(layout.root(), layout.sampleAgents(),
                    layout.target().resolve("sessions"));
            ParsedBook parsed = ParsedBook.read(engine, layout.sources(), folder.resolve("images"), tables, status,
                    sessions);
            List<Problem> problems = new ArrayList<>(parsed.book().problems());
            progress.step("running the examples");
            if (session == null) {
                problems.add(new Problem(new Place(ParsedBook.MAIN, 0), "the examples did not run: there is no agent"));
            } else {
                problems.addAll(new ExampleRunner(session)
                        .run(parsed.book().examples().stream().filter(it -> it.agent().isEmpty()).toList()));
            }
            if (SampleAgents.available()) {
                problems.addAll(new SampleAgents(layout.sampleAgents()).run(parsed.book().examples()));
            } else {
                log.println("The examples of sample agents did not run: there is no python3 on the path");
            }
            if (!check) {
                progress.step("writing the pages");
                new HtmlSite(parsed, status).write(folder);
                problems.addAll(RenderedCheck.pages(folder));
                copyReport(folder);
                log.println("Book: " + folder.resolve("index.html"));
            }
            if (pdf) {
                progress.step("setting the PDF");
                Path file = folder.resolve("jet-specification.pdf");
                PdfBook.write(engine, layout.sources(), tables, status, sessions, layout.target().resolve("pdf"), file);
                problems.addAll(RenderedCheck.pdf(file));
                log.println("PDF:  " + file);
            }
            return conclude(parsed, problems);
        }
    }

    private int conclude(ParsedBook parsed, List<Problem> problems) throws IOException {
        List<String> faults = new ArrayList<>(problems.stream().sorted().map(Problem::toString).toList());
        rules(parsed, faults);
        review(parsed.book());
        reportOpen(parsed.book());
        faults.forEach(System.err::println);
        log.printf("%d clauses, %d examples, %s%n", parsed.book().clauses().size(), parsed.book().examples().size(),
                faults.isEmpty() ? "no problems" : faults.size() + (faults.size() == 1 ? " problem" : " problems"));
        return faults.isEmpty() ? 0 : PROBLEMS;
    }

    private void rules(ParsedBook parsed, List<String> faults) throws IOException {
        String fresh = RulesFile.json(parsed.version(), parsed.book().clauses().values());
        Files.createDirectories(layout.target());
        Files.writeString(layout.target().resolve("rules.json"), fresh);
        String freshTexts = RulesFile.texts(parsed.book().clauses().values());
        Path committed = layout.corpusResources().resolve("rules.json");
        Path texts = layout.corpusResources().resolve("clauses.json");
        if (updateRules) {
            Files.createDirectories(layout.corpusResources());
            Files.writeString(committed, fresh);
            Files.writeString(texts, freshTexts);
            log.println("Written: " + committed + ", " + texts.getFileName());
            return;
        }
        List<String> differences = RulesFile.differences(RulesFile.read(committed), fresh);
        if (!differences.isEmpty()) {
            faults.add(layout.root().relativize(committed) + " is stale (" + brief(differences)
                    + "); run ./jet spec --update-rules and commit it");
        } else if (!RulesFile.read(texts).equals(freshTexts)) {
            faults.add(layout.root().relativize(texts) + " is stale; run ./jet spec --update-rules and commit it");
        }
    }

    private static String brief(List<String> words) {
        int shown = Math.min(5, words.size());
        String more = words.size() > shown ? "; and " + (words.size() - shown) + " more" : "";
        return String.join("; ", words.subList(0, shown)) + more;
    }

    private void review(Book book) throws IOException {
        Path file = layout.corpusResources().resolve("reviewed.json");
        Reviewed known = Reviewed.read(file);
        if (!reviewed.isEmpty()) {
            known.mark(chosen(book));
            Files.createDirectories(layout.corpusResources());
            known.write(file, book.clauses());
            log.println("Written: " + file);
        }
        List<Clause> suspect = known.suspect(book.clauses().values());
        if (!suspect.isEmpty()) {
            log.println("Suspect, because their text changed after their cases were last looked at:");
            suspect.forEach(clause -> log.println("  " + clause.id() + " " + clause.title()));
            log.println("Look at their cases, then run ./jet spec --reviewed "
                    + String.join(" ", suspect.stream().map(Clause::id).toList()));
        }
    }

    private Collection<Clause> chosen(Book book) {
        if (reviewed.contains("all")) {
            return book.clauses().values();
        }
        List<Clause> clauses = new ArrayList<>();
        for (String id : reviewed) {
            Clause clause = book.clauses().get(id);
            if (clause == null) {
                throw new CommandLine.ParameterException(new CommandLine(this), "--reviewed: no clause " + id);
            }
            clauses.add(clause);
        }
        return clauses;
    }

    private void reportOpen(Book book) throws IOException {
        List<Book.Open> open = book.open();
        Files.writeString(layout.target().resolve("open.json"), OpenRequirements.json(open));
        log.println(OpenRequirements.words(open));
    }

    /**
     * Copies the report of the last run beside the pages, because the badges of clauses link to its cases. The links of
     * the copy to clauses lead back to these pages.
     */
    private void copyReport(Path folder) throws IOException {
        Path page = layout.report().resolveSibling("index.html");
        if (Files.exists(page)) {
            Path target = Files.createDirectories(folder.resolve("report"));
            Files.writeString(target.resolve("index.html"), Files.readString(page)
                    .replaceFirst("<meta name=\"book\" content=\"[^\"]*\">", "<meta name=\"book\" content=\"..\">"));
        }
    }
}
