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
import java.util.function.Supplier;

/**
 * The process that a command runs in, passed to commands and mixins whose constructor takes it.
 *
 * @param environment the environment variables
 * @param out receives data, which other programs may read
 * @param err receives messages for the person
 * @param style how {@code out} is formatted
 * @param person reads a line of the person at the terminal; null where there is none
 */
public record CommandContext(
        Map<String, String> environment, PrintStream out, PrintStream err, OutputStyle style, Supplier<String> person) {

    public CommandContext {
        environment = Map.copyOf(environment);
    }

    /** One that nobody sits at. */
    public CommandContext(Map<String, String> environment, PrintStream out, PrintStream err, OutputStyle style) {
        this(environment, out, err, style, null);
    }

    /** Describes this process. Output is UTF-8, as JSON requires, except on a Windows console, which has its own code page. */
    @SuppressWarnings("SystemConsoleNull") // since Java 22 there always is one, which reads no line where nobody sits
    public static CommandContext ofProcess() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        Map<String, String> environment = System.getenv();
        return new CommandContext(
                environment,
                windows ? System.out : utf8(new StandardOutput()),
                windows ? System.err : utf8(new FileOutputStream(FileDescriptor.err)),
                OutputStyle.of(System.getProperty("lightning.columns"), environment),
                System.console() == null ? null : System.console()::readLine);
    }

    /** Asks the person at the terminal; whether the answer is yes. Where nobody sits it asks nothing, and the answer is no. */
    public boolean isConfirmed(String question) {
        if (person == null) {
            return false;
        }
        err.print(question + " Type yes; anything else is no: ");
        err.flush();
        String answer = person.get();
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }

    /** Prints a sentence that is data. On a terminal its lines break between words. */
    public void tell(String sentence) {
        print(sentence, out);
    }

    /** Tells the person something that is not data, in such lines. */
    public void say(String sentence) {
        print(sentence, err);
    }

    private void print(String sentence, PrintStream stream) {
        for (String line : (Iterable<String>) sentence.lines()::iterator) {
            Lines.wrapped(line, 0, style.terminal() ? style.columns() : Integer.MAX_VALUE)
                    .forEach(stream::println);
        }
    }

    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
