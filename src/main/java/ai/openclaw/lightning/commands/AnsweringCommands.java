package ai.openclaw.lightning.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands whose exit code 1 is an answer, such as "no match" or "they differ", for the transcripts of all programs. The
 * plugin for OpenClaw has the same ones in {@code exit-code.js}; a test compares them. Pure.
 */
public final class AnsweringCommands {

    static final List<String> ALL = List.of(
            "grep",
            "egrep",
            "fgrep",
            "zgrep",
            "rg",
            "ag",
            "ack",
            "git grep",
            "git diff",
            "diff",
            "cmp",
            "test",
            "[",
            "[[",
            "expr",
            "pgrep",
            "which",
            "type",
            "command");

    private static final int ANSWER = 1;

    /** What prepares a command and hardly fails itself: {@code cd x && grep y z} answers like the grep alone. */
    private static final Set<String> PREPARING = Set.of("cd", "echo", "export", "printf", "pwd", "set");

    private static final Set<String> PREFIXES = Set.of("sudo", "time", "nice", "env", "exec", "!", "(", "{");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh");
    private static final int COMMAND_CHARS_MAX = 10_000;

    private static final Pattern SHELL_OPTION = Pattern.compile("-\\w*c");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=.*", Pattern.DOTALL);

    /** A separator or a word. The loops never go back, so a long line takes no stack. */
    private static final Pattern TOKEN = Pattern.compile("(&&|\\|\\||\\|&?|;|&(?!>)|\\n)"
            + "|((?:[<>]&|&>|\\\\[\\s\\S]|'[^']*+'|\"(?:\\\\[\\s\\S]|[^\"\\\\])*+\"|[^\\s;&|'\"\\\\])++)");

    private static final Pattern QUOTED =
            Pattern.compile("\\\\([\\s\\S])|'([^']*+)'|\"((?:\\\\[\\s\\S]|[^\"\\\\])*+)\"");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\$`])");

    private AnsweringCommands() {}

    /** Whether the exit code is what a command answers by; {@code params} are those of the tool that ran it. */
    public static boolean answer(long exitCode, JsonNode params) {
        JsonNode command = params.has("cmd") ? params.path("cmd") : params.path("command");
        if (command.isTextual()) {
            return answer(exitCode, command.textValue());
        }
        if (exitCode != ANSWER) {
            return false;
        }
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        return answers(command(words));
    }

    /** Whether the exit code is what the line of a shell answers by. */
    public static boolean answer(long exitCode, String line) {
        return exitCode == ANSWER && answers(line);
    }

    private static boolean answers(String line) {
        if (line.length() > COMMAND_CHARS_MAX) {
            return false;
        }
        List<List<String>> commands = lastList(line).stream()
                .filter(words -> !PREPARING.contains(words.get(0)))
                .toList();
        return !commands.isEmpty() && commands.stream().allMatch(AnsweringCommands::answers);
    }

    private static boolean answers(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        if (SHELLS.contains(words.get(0))) {
            for (int i = 1; i < words.size() - 1; i++) {
                if (SHELL_OPTION.matcher(words.get(i)).matches()) {
                    return answers(words.get(i + 1));
                }
            }
            return false;
        }
        StringBuilder plain = new StringBuilder(words.get(0));
        words.stream()
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .forEach(word -> plain.append(' ').append(word));
        String text = plain + " ";
        return ALL.stream().anyMatch(known -> text.startsWith(known + " "));
    }

    /**
     * The parts, joined by {@code &&}, of the last list on the line that has any: only they give the code. A pipeline is
     * represented by its last command.
     */
    private static List<List<String>> lastList(String line) {
        List<List<String>> last = new ArrayList<>();
        List<List<String>> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        while (true) {
            boolean found = token.find();
            String separator = found ? token.group(1) : ";";
            if (separator == null) {
                words.add(unquoted(token.group(2)));
                continue;
            }
            List<String> command = separator.startsWith("|") && !separator.equals("||") ? List.of() : command(words);
            if (!command.isEmpty()) {
                parts.add(command);
            }
            words.clear();
            boolean listEnds = !separator.equals("&&") && (separator.equals("||") || !separator.startsWith("|"));
            if (listEnds && !parts.isEmpty()) {
                last = parts;
                parts = new ArrayList<>();
            }
            if (!found) {
                return last;
            }
        }
    }

    /** Without assignments and prefixes, and with the command's name instead of its path. */
    private static List<String> command(List<String> words) {
        int from = 0;
        while (from < words.size()
                && (ASSIGNMENT.matcher(words.get(from)).matches() || PREFIXES.contains(words.get(from)))) {
            from++;
        }
        List<String> command = new ArrayList<>(words.subList(from, words.size()));
        if (!command.isEmpty()) {
            String name = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
            command.set(0, name.isEmpty() ? command.get(0) : name);
        }
        return command;
    }

    private static String unquoted(String word) {
        return QUOTED.matcher(word).replaceAll(quoted -> Matcher.quoteReplacement(content(quoted)));
    }

    private static String content(MatchResult quoted) {
        if (quoted.group(3) != null) {
            return ESCAPED.matcher(quoted.group(3)).replaceAll("$1");
        }
        return quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
    }
}
