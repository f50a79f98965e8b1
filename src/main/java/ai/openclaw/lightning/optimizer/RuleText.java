package ai.openclaw.lightning.optimizer;

import java.util.List;
import java.util.Optional;

/**
 * The text of a rule with the tool names in it. Made from fixed sentences only; a name that is not safe makes no rule.
 *
 * @param text for the agent; empty when a rule is removed
 * @param behaviour the same as something that can be counted, for the user: "call `show` right after …"
 * @param tools the tool names in the text
 */
public record RuleText(String text, String behaviour, List<String> tools) {

    /** Against repeating what worked. Whoever finds it says it in these words, so that it is proposed once. */
    public static final String NO_REPEAT = "Do not repeat a successful %1$s with the same arguments.";

    /** Against repeating what failed. */
    public static final String NO_BARE_RETRY = "When %1$s fails, do not repeat the call unchanged.";

    public RuleText {
        tools = List.copyOf(tools);
    }

    /** The same behaviour with no rule about it. */
    public RuleText removed() {
        return new RuleText("", behaviour, tools);
    }

    /**
     * Fills a sentence.
     *
     * @param text with {@code %1$s}, {@code %2$s} for names, which are quoted with backticks
     * @param behaviour likewise
     * @param tools the names of tools, first in the numbering
     * @param arguments the names of arguments, after the tools in the numbering
     * @return empty when a name must not stand in a rule
     */
    public static Optional<RuleText> of(String text, String behaviour, List<String> tools, List<String> arguments) {
        Object[] quoted = new Object[tools.size() + arguments.size()];
        for (int i = 0; i < quoted.length; i++) {
            String name = i < tools.size() ? tools.get(i) : arguments.get(i - tools.size());
            if (!Identifier.isSafe(name)) {
                return Optional.empty();
            }
            quoted[i] = '`' + name + '`';
        }
        List<String> distinct = tools.stream().distinct().toList();
        return Optional.of(new RuleText(text.formatted(quoted), behaviour.formatted(quoted), distinct));
    }
}
