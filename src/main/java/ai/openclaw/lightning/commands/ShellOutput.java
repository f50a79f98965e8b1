package ai.openclaw.lightning.commands;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a command failed, from what it printed alone. An error that looks like output is missed rather than the other way
 * round: a wrong failure would count against the agent. Pure.
 */
public final class ShellOutput {

    private static final int TAIL_CHARS = 2_000;

    /** Such as {@code cat: missing.txt: No such file or directory} or {@code sh: 1: foo: not found}. */
    private static final Pattern OF_A_PROGRAM = Pattern.compile("[\\w./+-]{1,100}: .*"
            + "(?:No such file or directory|[Cc]ommand not found|: not found|Permission denied|Is a directory|Not a directory"
            + "|Operation not permitted|Connection refused|No space left on device)\\.?");

    /** As programs of Codex say it. */
    private static final Pattern OF_CODEX = Pattern.compile("(?:Exit code:|Process exited with code) (?!0$)-?\\d{1,9}");

    private static final String PYTHON = "Traceback (most recent call last):";
    private static final Pattern EXCEPTION = Pattern.compile("[\\w.]{1,100}(?:Error|Exception|Interrupt)(?::.*)?");

    private ShellOutput() {}

    /** The line that says what went wrong; empty where nothing did, as far as one can tell. */
    public static Optional<String> error(String output) {
        String tail = output.substring(Math.max(0, output.length() - TAIL_CHARS));
        List<String> lines =
                tail.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String last = lines.get(lines.size() - 1);
        boolean failed = OF_A_PROGRAM.matcher(last).matches()
                || (output.contains(PYTHON) && EXCEPTION.matcher(last).matches());
        String first = output.lines().findFirst().orElse("").strip();
        return failed
                ? Optional.of(last)
                : Optional.of(first).filter(line -> OF_CODEX.matcher(line).matches());
    }
}
