package ai.openclaw.lightning.optimizer;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of error it was, in words of our own: the name of a well-known exception, an HTTP status or an exit code. The
 * set of them is closed, as an error's text holds whatever a tool or a web page wrote, and these words may stand in a rule.
 */
public final class ErrorClass {

    private static final Set<String> NAMES = Set.of(
            // Python
            "AssertionError",
            "AttributeError",
            "ConnectionError",
            "ConnectionRefusedError",
            "FileExistsError",
            "FileNotFoundError",
            "ImportError",
            "IndentationError",
            "IndexError",
            "IsADirectoryError",
            "JSONDecodeError",
            "KeyError",
            "MemoryError",
            "ModuleNotFoundError",
            "NameError",
            "NotADirectoryError",
            "NotImplementedError",
            "OSError",
            "PermissionError",
            "RecursionError",
            "RuntimeError",
            "SyntaxError",
            "TimeoutError",
            "TypeError",
            "UnicodeDecodeError",
            "ValueError",
            "ZeroDivisionError",
            // JavaScript and Node.js
            "RangeError",
            "ReferenceError",
            "EACCES",
            "EADDRINUSE",
            "ECONNREFUSED",
            "ECONNRESET",
            "EEXIST",
            "EISDIR",
            "ENOENT",
            "ENOTDIR",
            "ENOTFOUND",
            "EPERM",
            "ETIMEDOUT",
            // Java and .NET
            "ClassNotFoundException",
            "FileNotFoundException",
            "IllegalArgumentException",
            "IllegalStateException",
            "IOException",
            "NoSuchFileException",
            "NullPointerException",
            "OutOfMemoryError",
            "SQLException",
            "TimeoutException",
            // SQL
            "OperationalError",
            "ProgrammingError",
            "IntegrityError");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]+");
    private static final Pattern STATUS =
            Pattern.compile("(?i)\\b(?:HTTP(?:/[0-9.]+)?|status)(?: status)?(?: code)?[ :=]{1,3}([45][0-9]{2})\\b"
                    + "|\\b([45][0-9]{2}) (?:Client|Server) Error\\b");
    private static final Pattern EXIT =
            Pattern.compile("(?i)\\bexit(?:ed)?(?: with)?(?: non-zero)?(?: status| code)*[ :=]{1,3}([0-9]{1,3})\\b");
    private static final Pattern NUMBERED = Pattern.compile("HTTP status [45][0-9]{2}|exit code [1-9][0-9]{0,2}");

    private static final int EXIT_MAX = 255;

    private ErrorClass() {}

    /**
     * The most telling class of an error; null where none is known.
     *
     * @param error the beginning of its text
     * @param exitCode of the command, if the client sent it
     */
    public static String of(String error, Long exitCode) {
        Matcher word = NAME.matcher(error);
        while (word.find()) {
            if (NAMES.contains(word.group())) {
                return word.group();
            }
        }
        Matcher status = STATUS.matcher(error);
        if (status.find()) {
            return "HTTP status " + (status.group(1) == null ? status.group(2) : status.group(1));
        }
        Matcher exit = EXIT.matcher(error);
        long code = exitCode != null ? exitCode : exit.find() ? Long.parseLong(exit.group(1)) : 0;
        return code > 0 && code <= EXIT_MAX ? "exit code " + code : null;
    }

    /** Whether it is one of these classes, and no text from anywhere else. */
    public static boolean isKnown(String errorClass) {
        return errorClass != null
                && (NAMES.contains(errorClass) || NUMBERED.matcher(errorClass).matches());
    }
}
