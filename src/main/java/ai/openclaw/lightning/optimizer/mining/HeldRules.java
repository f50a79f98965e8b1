package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that one agent already has, each with its decision. Leaves out rules that concern no decision. */
final class HeldRules {

    /**
     * A rule in effect.
     *
     * @param isOpen whether it may be edited: it is settled, and the traces do not support it
     */
    record Held(
            Suggestion suggestion, DecisionState state, Action action, boolean doIt, RuleText text, boolean isOpen) {

        private String pattern() {
            return Pattern.key(state, action);
        }

        private boolean isAbout(Pattern other) {
            return pattern().equals(other.key());
        }

        /**
         * Whether the two rules exclude each other: only one call can come next, and an action is either taken or not.
         */
        private boolean excludes(Finding finding) {
            Pattern other = finding.pattern();
            boolean bothSayWhatIsNext = doIt && finding.doIt() && state.equals(other.state()) && action.isNextCall();
            return bothSayWhatIsNext || (isAbout(other) && doIt != finding.doIt());
        }
    }

    private final List<Held> rules;

    private HeldRules(List<Held> rules) {
        this.rules = rules;
    }

    /** @param seen the states that traces have reached, with the actions taken in them */
    static HeldRules of(RulesInEffect rules, Map<DecisionState, Set<Action>> seen) {
        List<Held> held = new ArrayList<>();
        rules.settled().forEach(rule -> find(rule, true, seen).ifPresent(held::add));
        rules.onTrial().forEach(rule -> find(rule, false, seen).ifPresent(held::add));
        return new HeldRules(held);
    }

    /** Finds the decision by its sentence, whether or not any trace still decides that way. */
    static Optional<Held> find(Suggestion rule, boolean isOpen, Map<DecisionState, Set<Action>> seen) {
        for (Map.Entry<DecisionState, Set<Action>> state : seen.entrySet()) {
            for (Action action : possible(rule, state.getKey(), state.getValue())) {
                for (boolean doIt : List.of(true, false)) {
                    Optional<RuleText> text = PatternText.of(state.getKey(), action, doIt)
                            .filter(one -> one.text().equals(rule.text()));
                    if (text.isPresent()) {
                        return Optional.of(new Held(rule, state.getKey(), action, doIt, text.get(), isOpen));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Action> possible(Suggestion rule, DecisionState state, Set<Action> taken) {
        if (state instanceof DecisionState.FirstUse || state instanceof DecisionState.End) {
            return Stream.concat(taken.stream(), rule.tools().stream().map(Action.Before::new))
                    .distinct()
                    .toList();
        }
        if (state instanceof DecisionState.FirstText) {
            return List.of(new Action.FromRequest());
        }
        if (state instanceof DecisionState.LastText) {
            return List.of(new Action.Shorter(), new Action.Longer());
        }
        if (state instanceof DecisionState.FirstCall) {
            return List.copyOf(taken);
        }
        Stream<Action> tools = rule.tools().stream().map(Action.NextTool::new);
        if (state instanceof DecisionState.Start) {
            return tools.toList();
        }
        if (state instanceof DecisionState.FirstError
                || state instanceof DecisionState.FirstErrorOf
                || state instanceof DecisionState.FirstResult
                || state instanceof DecisionState.FirstSuccess
                || state instanceof DecisionState.FirstRepeat) {
            return Stream.concat(tools, Stream.of(new Action.SameCall())).toList();
        }
        throw new UnknownKindException(state);
    }

    /** The keys of the patterns that these rules are about. */
    Set<String> patterns() {
        return rules.stream().map(Held::pattern).collect(Collectors.toSet());
    }

    /** The same rules, closed to edits where a rule still goes with better outcomes. */
    HeldRules judgedBy(List<Pattern> patterns) {
        return new HeldRules(rules.stream()
                .map(rule -> new Held(
                        rule.suggestion(),
                        rule.state(),
                        rule.action(),
                        rule.doIt(),
                        rule.text(),
                        rule.isOpen() && patterns.stream().noneMatch(pattern -> speaksFor(pattern, rule))))
                .toList());
    }

    private static boolean speaksFor(Pattern pattern, Held rule) {
        return rule.isAbout(pattern) && pattern.effect(rule.doIt()).low() > 0;
    }

    /** Fits the finding to these rules: unchanged, as a replacement for one of them, or not at all. */
    Optional<Finding> fitted(Finding finding) {
        boolean isHeld =
                rules.stream().anyMatch(rule -> rule.isAbout(finding.pattern()) && rule.doIt() == finding.doIt());
        if (isHeld) {
            return Optional.empty();
        }
        List<Held> against =
                rules.stream().filter(rule -> rule.excludes(finding)).toList();
        if (against.isEmpty()) {
            return Optional.of(finding);
        }
        Held rule = against.get(0);
        boolean replaces = against.size() == 1
                && rule.isOpen()
                && (rule.isAbout(finding.pattern()) || finding.pattern().isBetterThan(rule.action()));
        return replaces ? Optional.of(finding.inPlaceOf(rule.suggestion())) : Optional.empty();
    }

    /** The rule that says the opposite of what goes with better outcomes, if it may be edited. */
    Optional<Held> refutedBy(Pattern pattern, boolean doIt) {
        return rules.stream()
                .filter(rule -> rule.isOpen() && rule.isAbout(pattern) && rule.doIt() != doIt)
                .findFirst();
    }
}
