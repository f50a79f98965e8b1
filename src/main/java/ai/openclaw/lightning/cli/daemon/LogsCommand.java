package ai.openclaw.lightning.cli.daemon;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Limits;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning logs}. */
@Command(
        name = "logs",
        description = "Show the log of the bridge; -f follows it.",
        footer = {
            "",
            "The log is logs/bridge.log in the home. A bridge writes it after \"lightning start\", or with "
                    + "logging.file_enabled. With --json, each line is a separate document."
        })
public final class LogsCommand implements Callable<Integer> {

    private static final int LINES_MAX = 100_000;
    private static final int POLL_INTERVAL_MS = 200;
    private static final Pattern LINE =
            Pattern.compile("(\\S+Z) (ERROR|WARN|INFO|DEBUG|TRACE) ([^:\\s]+): (.*)", Pattern.DOTALL);

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing new lines until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Number of lines to show first (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Limits.check("--lines", lines, 0, LINES_MAX);
        Path file = home.home().logFile();
        if (!Files.exists(file) && !follow) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    file + " does not exist: no bridge was started with \"lightning start\", and"
                            + " logging.file_enabled is off. To read the journal of a service:"
                            + " journalctl --user -u openclaw-lightning");
        }
        try (LogTail tail = new LogTail(file)) {
            List<String> last = tail.last(lines);
            print(last);
            if (last.isEmpty() && lines > 0) {
                output.message(file + " has no lines yet" + (follow ? "; waiting for the first one" : ""));
            }
            while (follow && !output.hasNoReader()) {
                Thread.sleep(POLL_INTERVAL_MS); // Java can't wait for a file to grow
                print(tail.more());
            }
        }
        return ExitCode.OK;
    }

    private void print(List<String> found) {
        for (String line : found) {
            Matcher parts = LINE.matcher(line);
            boolean known = parts.matches();
            if (output.isJson()) {
                ObjectNode document = JsonNodeFactory.instance.objectNode();
                document.put("time", known ? parts.group(1) : null);
                document.put("level", known ? parts.group(2) : null);
                document.put("logger", known ? parts.group(3) : null);
                output.documentOnOneLine(document.put("message", known ? parts.group(4) : line));
            } else {
                String safe = SafeText.lines(line);
                output.paragraph(safe, known ? tone(parts.group(2)) : null);
            }
        }
    }

    private static Tone tone(String level) {
        return switch (level) {
            case "ERROR" -> Tone.BAD;
            case "WARN" -> Tone.WARNING;
            default -> null;
        };
    }
}
