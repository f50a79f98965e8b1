package ai.openclaw.lightning.optimizer;

import java.util.regex.Pattern;

/**
 * The only parts of traces that may enter a rule: names of tools and arguments, and only such as cannot carry a sentence.
 * Traces hold whatever a user, a web page or a tool wrote; a rule is read by the agent as an instruction.
 */
public final class Identifier {

    public static final int LENGTH_MAX = 64;

    /** Real tools have names like {@code mcp__github__create_pull_request_review}; a sentence has more words. */
    public static final int WORDS_MAX = 7;

    /** The built-in tools of agents have names of three words at most; an instruction has more. */
    private static final int PLAIN_WORDS_MAX = 3;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_.-]+|(?<=[a-z0-9])(?=[A-Z])");

    /** Verbs and nouns that instructions to a model consist of; no tool needs two of them in its name. */
    private static final Pattern INSTRUCTION_WORD = Pattern.compile(
            "(?i)ignore|disregard|forget|override|previous|instructions?|system|prompt|always|never|must");

    private Identifier() {}

    /**
     * Whether a name may stand in a rule that no person has read. It can be neither a sentence nor an address: three words
     * at most, and no dot.
     */
    public static boolean isPlain(String name) {
        return isSafe(name) && name.indexOf('.') < 0 && words(name).length <= PLAIN_WORDS_MAX;
    }

    private static String[] words(String name) {
        return BETWEEN_WORDS.split(name, -1);
    }

    /** Whether a name may stand in a rule. */
    public static boolean isSafe(String name) {
        if (name == null || name.length() > LENGTH_MAX || !ALLOWED.matcher(name).matches()) {
            return false;
        }
        String[] words = words(name);
        int instructionWords = 0;
        for (String word : words) {
            instructionWords += INSTRUCTION_WORD.matcher(word).matches() ? 1 : 0;
        }
        return words.length <= WORDS_MAX && instructionWords < 2;
    }
}
