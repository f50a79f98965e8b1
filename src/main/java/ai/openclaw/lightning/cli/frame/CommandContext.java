package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.terminal.Lines;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * The process that a command runs in, passed to commands and mixins whose constructor takes it.
 *
 * @param environment the environment variables
 * @param out receives data, which other programs may read
 * @param err receives messages for the person
 * @param style how {@code out} is formatted
 */
public record CommandContext(Map<String, String> environment, PrintStream out, PrintStream err, OutputStyle style) {

    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** Describes this process. Output is UTF-8, as JSON requires, except on a Windows console, which has its own code page. */
    public static CommandContext ofProcess() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        Map<String, String> environment = System.getenv();
        return new CommandContext(
                environment,
                windows ? System.out : utf8(new StandardOutput()),
                windows ? System.err : utf8(new FileOutputStream(FileDescriptor.err)),
                OutputStyle.of(System.getProperty("lightning.columns"), environment));
    }

    /** Tells the person something that is not data. On a terminal its lines break between words. */
    public void say(String sentence) {
        for (String line : (Iterable<String>) sentence.lines()::iterator) {
            Lines.wrapped(line, 0, style.terminal() ? style.columns() : Integer.MAX_VALUE)
                    .forEach(err::println);
        }
    }

    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
