package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds what agents get: adopted rules, and for treated units the rules on trial. Pure. */
final class GuidanceBuilder {

    private static final int VERSION_BYTES = 6;

    private GuidanceBuilder() {}

    static ActiveGuidance of(Portfolio portfolio, Collection<LiveExperiment> experiments) {
        Set<String> held = new HashSet<>(portfolio.unreadable().paused());
        List<RunningExperiment> trials = new ArrayList<>();
        for (LiveExperiment experiment : experiments) {
            boolean runs =
                    experiment.status() == LiveExperiment.Status.RUNNING && portfolio.knowsAllOf(experiment.plan());
            if (runs || experiment.status() == LiveExperiment.Status.PAUSED) {
                held.addAll(experiment.suggestionIds());
            }
            if (runs) {
                trials.add(onTrial(experiment, portfolio));
            }
        }
        List<ActiveRule> rules = rules(portfolio, held);
        return rules.isEmpty() && trials.isEmpty()
                ? ActiveGuidance.EMPTY
                : new ActiveGuidance(version(rules, trials), rules, trials);
    }

    /**
     * The rules for everyone: adopted ones that are in no experiment. An edit among them takes the place of its rule,
     * which happens only where the hold-out that would retire the rule can't be read.
     */
    private static List<ActiveRule> rules(Portfolio portfolio, Set<String> held) {
        List<AdoptedRule> adopted = Stream.concat(
                        portfolio.all().stream()
                                .filter(one -> one.status() == Status.ADOPTED)
                                .map(AdoptedRule::of),
                        portfolio.unreadable().rules().stream())
                .filter(one -> !held.contains(one.id()))
                .toList();
        Set<String> replaced = adopted.stream().map(AdoptedRule::replaces).collect(Collectors.toSet());
        return adopted.stream()
                .filter(one -> !replaced.contains(one.id()) && !one.text().isEmpty())
                .sorted(Comparator.comparing(AdoptedRule::id))
                .map(one -> new ActiveRule(one.id(), one.text(), one.agentId()))
                .toList();
    }

    /** The rules that agents have now, including those on trial. */
    static RulesInEffect inEffect(Portfolio portfolio, Collection<LiveExperiment> experiments) {
        Set<String> touched = new HashSet<>(portfolio.unreadable().edited());
        experiments.stream().filter(one -> !one.isEnded()).forEach(one -> touched.addAll(one.suggestionIds()));
        portfolio.active().map(Suggestion::replaces).forEach(touched::add);
        Map<Boolean, List<Suggestion>> byTouched = portfolio
                .active()
                .collect(Collectors.partitioningBy(one ->
                        touched.contains(one.id()) || portfolio.unreadable().mayTouch(one)));
        return new RulesInEffect(byTouched.get(false), byTouched.get(true));
    }

    private static RunningExperiment onTrial(LiveExperiment experiment, Portfolio portfolio) {
        List<Suggestion> suggestions =
                experiment.suggestionIds().stream().map(portfolio::get).toList();
        return new RunningExperiment(
                experiment.plan(),
                suggestions.stream()
                        .filter(one -> one.kind() != Suggestion.Kind.REMOVE_RULE)
                        .map(one -> new ActiveRule(one.id(), one.text(), one.agentId()))
                        .toList(),
                suggestions.stream()
                        .map(Suggestion::replaces)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Derived from the content, so that a client's copy stays valid over a restart. */
    private static String version(List<ActiveRule> rules, List<RunningExperiment> trials) {
        StringBuilder content = new StringBuilder();
        rules.forEach(rule -> content.append(rule).append('\n'));
        trials.forEach(one -> content.append(one.plan().id())
                .append(one.rules())
                .append(one.replaces())
                .append('\n'));
        return Sha256.hex(content.toString(), VERSION_BYTES);
    }
}
