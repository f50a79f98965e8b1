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

/** What agents are told: adopted rules, and those on trial to their treated units. Pure. */
final class GuidanceBuilder {

    private static final int VERSION_BYTES = 6;

    private GuidanceBuilder() {}

    static ActiveGuidance of(Portfolio portfolio, Collection<LiveExperiment> experiments) {
        Set<String> held = new HashSet<>();
        List<RunningExperiment> trials = new ArrayList<>();
        for (LiveExperiment experiment : experiments) {
            if (!experiment.isEnded()) {
                held.addAll(experiment.suggestionIds());
            }
            if (experiment.status() == LiveExperiment.Status.RUNNING) {
                trials.add(tried(experiment, portfolio));
            }
        }
        List<ActiveRule> rules = portfolio.all().stream()
                .filter(one -> one.status() == Status.ADOPTED && !held.contains(one.id()) && saysSomething(one))
                .sorted(Comparator.comparing(Suggestion::id))
                .map(GuidanceBuilder::rule)
                .toList();
        return rules.isEmpty() && trials.isEmpty()
                ? ActiveGuidance.EMPTY
                : new ActiveGuidance(version(rules, trials), rules, trials);
    }

    /** The rules that agents have now, those of trials too. */
    static RulesInEffect inEffect(Portfolio portfolio, Collection<LiveExperiment> experiments) {
        Set<String> touched = new HashSet<>();
        experiments.stream().filter(one -> !one.isEnded()).forEach(one -> touched.addAll(one.suggestionIds()));
        portfolio.active().map(Suggestion::replaces).forEach(touched::add);
        Map<Boolean, List<Suggestion>> byTouched =
                portfolio.active().collect(Collectors.partitioningBy(one -> touched.contains(one.id())));
        return new RulesInEffect(byTouched.get(false), byTouched.get(true));
    }

    private static RunningExperiment tried(LiveExperiment experiment, Portfolio portfolio) {
        List<Suggestion> those =
                experiment.suggestionIds().stream().map(portfolio::get).toList();
        return new RunningExperiment(
                experiment.plan(),
                those.stream()
                        .filter(GuidanceBuilder::saysSomething)
                        .map(GuidanceBuilder::rule)
                        .toList(),
                those.stream()
                        .map(Suggestion::replaces)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static boolean saysSomething(Suggestion one) {
        return one.kind() != Suggestion.Kind.REMOVE_RULE;
    }

    private static ActiveRule rule(Suggestion suggestion) {
        return new ActiveRule(suggestion.id(), suggestion.text(), suggestion.agentId());
    }

    /** Follows from the content, so that a restart changes nothing for who has it. */
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
