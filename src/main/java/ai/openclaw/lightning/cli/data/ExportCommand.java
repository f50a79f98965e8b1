package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.PastTime;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.exporting.Csv;
import ai.openclaw.lightning.exporting.JsonLines;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.TraceFilter;
import ai.openclaw.lightning.terminal.Amounts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning export}. */
@Command(
        name = "export",
        description = "Write the stored traces as JSON lines or CSV.",
        footer = {
            "",
            "The bridge may be running. Each JSON line is a trace with its tool calls and rewards, which lightning import "
                    + "can read back. Each CSV row is a trace without them, for spreadsheets. The output holds what your agents "
                    + "said and did. Secrets were masked before they were stored.",
            "",
            "Exit codes: 0 written, 1 not written, 2 wrong usage or settings.",
            "Examples:",
            "  lightning export --output traces.jsonl",
            "  lightning export --since 7d --agent coder | jq .message",
            "  lightning export --format csv --output traces.csv"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final int BUFFER_CHARS = 1 << 16;

    /** How a trace is written. */
    enum Format {
        JSONL,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private HomeOption home;

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            description = "The format to write (default: ${DEFAULT-VALUE}).")
    private String format = "jsonl";

    @Option(names = "--output", paramLabel = "FILE", description = "The file to write; stdout by default.")
    private String output;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only traces started since then: 7d, 12h, 2026-11-22.")
    private String since;

    @Option(names = "--agent", paramLabel = "ID", description = "Only traces of this agent.")
    private String agentId;

    @Option(names = "--session", paramLabel = "KEY", description = "Only traces of this session.")
    private String sessionKey;

    private final CommandContext context;

    public ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Format chosen = chosenFormat();
        TraceFilter filter = new TraceFilter(
                agentId,
                sessionKey,
                since == null ? null : PastTime.parse("--since", since, Instant.now(), ZoneId.systemDefault()));
        StoreCommands store = StoredTraces.of(home, "export");
        if (output == null) {
            long traces = write(store, context.out(), chosen, filter);
            context.say(Amounts.count(traces, "trace"));
            return ExitCode.OK;
        }
        Path target = TargetFile.of(output, force);
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(partial);
            Home.makeFile(partial);
            long traces;
            try (OutputStream out = Files.newOutputStream(partial)) {
                traces = write(store, out, chosen, filter);
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            context.say(Amounts.count(traces, "trace") + ", " + Amounts.bytes(Files.size(target)) + ": " + target);
        } finally {
            Files.deleteIfExists(partial);
        }
        return ExitCode.OK;
    }

    private Format chosenFormat() {
        for (Format known : Format.values()) {
            if (known.toString().equals(format)) {
                return known;
            }
        }
        throw new CommandFailure(ExitCode.USAGE, "--format: \"" + format + "\" is neither jsonl nor csv");
    }

    private long write(StoreCommands store, OutputStream out, Format chosen, TraceFilter filter) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARS);
        try (ProgressLine progress = new ProgressLine(context, "exporting")) {
            // A progress line would mix with traces that go to a terminal.
            long traces = store.export(
                    filter,
                    chosen == Format.CSV ? new Csv(writer) : new JsonLines(writer),
                    output == null ? (done, total) -> stopWhenGone() : progress);
            writer.flush();
            return traces;
        }
    }

    /** A reader like {@code head} leaves when it has enough, and reading the rest would be wasted work. */
    private void stopWhenGone() {
        if (context.out().checkError()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "not everything was written: the reader of the output has gone, or the disk is full");
        }
    }
}
