package ai.openclaw.lightning.optimizer;

import ai.openclaw.lightning.model.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks every suggestion before it is shown or becomes active, including a plugin's. It knows words, not meanings, so
 * it stops only what is plainly wrong.
 */
public final class SuggestionLinter {

    public static final int TEXT_MAX = 240;

    /** Two rules that share this much of their words have the same subject. */
    private static final double SAME_WORDS = 0.8;

    private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_.-]*[a-z0-9_]");
    private static final Pattern NEGATION = Pattern.compile("\\b(never|don't|do not|avoid|must not|not)\\b");
    private static final Pattern EMPHASIS = Pattern.compile("\\b(always|must|please)\\b");

    private SuggestionLinter() {}

    /**
     * The problems of a suggestion, one sentence each; empty when it may pass.
     *
     * @param rulesBeside texts of the rules that are active or proposed for the same agent, without its own
     * @param knownTools the tools that the agent was seen to call
     */
    public static List<String> problems(
            Suggestion suggestion, Collection<String> rulesBeside, Collection<String> knownTools) {
        List<String> problems = new ArrayList<>();
        String text = suggestion.text();
        if (text.isBlank() && suggestion.kind() != Suggestion.Kind.REMOVE_RULE) {
            problems.add("The text is empty.");
        }
        if (text.length() > TEXT_MAX) {
            problems.add("The text has " + text.length() + " characters; at most " + TEXT_MAX + " are allowed.");
        }
        if (!ALLOWED.matcher(text).matches()) {
            problems.add("The text holds characters other than printable ASCII.");
        }
        for (String tool : suggestion.tools()) {
            if (!Identifier.isSafe(tool)) {
                problems.add("A tool name must not stand in a rule.");
            } else if (!knownTools.contains(tool)) {
                problems.add("The tool `" + tool + "` was never called by this agent.");
            }
        }
        if (!quotesOnlySafeNames(text)) {
            problems.add("A quoted name must not stand in a rule.");
        }
        for (String other : rulesBeside) {
            compare(text, other, problems);
        }
        return problems;
    }

    /** The suggestions that pass, in order. Each is compared with the ones before it and the active rules. */
    public static List<Suggestion> passing(
            List<Suggestion> suggestions, Collection<String> activeRules, Collection<String> knownTools) {
        List<String> beside = new ArrayList<>(activeRules);
        List<Suggestion> passing = new ArrayList<>();
        for (Suggestion suggestion : suggestions) {
            if (problems(suggestion, beside, knownTools).isEmpty()) {
                passing.add(suggestion);
                beside.add(suggestion.text());
            }
        }
        return passing;
    }

    /** Whether agents may be told the text, regardless of other rules. */
    public static boolean mayBeTold(String text) {
        return !text.isBlank()
                && text.length() <= TEXT_MAX
                && ALLOWED.matcher(text).matches()
                && quotesOnlySafeNames(text);
    }

    /** Whether it may be tried before a person has read it: it names only those tools and quotes only plain names. */
    public static boolean mayGoUnread(Suggestion suggestion, Collection<String> tools) {
        return tools.containsAll(suggestion.tools())
                && quotedNames(suggestion.text()).stream().allMatch(Identifier::isPlain);
    }

    /** Whether the text neither contradicts nor repeats one of the others. */
    public static boolean isNews(String text, Collection<String> others) {
        List<String> problems = new ArrayList<>();
        others.forEach(other -> compare(text, other, problems));
        return problems.isEmpty();
    }

    private static boolean quotesOnlySafeNames(String text) {
        return quotedNames(text).stream().allMatch(Identifier::isSafe);
    }

    private static void compare(String text, String other, List<String> problems) {
        Set<String> mine = topic(text);
        Set<String> theirs = topic(other);
        Set<String> shared = new HashSet<>(mine);
        shared.retainAll(theirs);
        Set<String> all = new HashSet<>(mine);
        all.addAll(theirs);
        if (all.isEmpty() || shared.size() < SAME_WORDS * all.size() || !namesSame(mine, theirs, text, other)) {
            return;
        }
        boolean opposite = isNegative(text) != isNegative(other);
        problems.add((opposite ? "It contradicts the rule: " : "It repeats the rule: ") + other);
    }

    /** Sentences from one template differ only in their names, and then have different subjects. */
    private static boolean namesSame(Set<String> mine, Set<String> theirs, String text, String other) {
        return quotedNames(text).equals(quotedNames(other)) || mine.equals(theirs);
    }

    private static Set<String> quotedNames(String text) {
        Set<String> names = new HashSet<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            names.add(quoted.group(1));
        }
        return names;
    }

    private static boolean isNegative(String text) {
        return NEGATION.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    private static Set<String> topic(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = EMPHASIS.matcher(NEGATION.matcher(lower).replaceAll(" ")).replaceAll(" ");
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(bare);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
