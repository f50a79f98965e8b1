package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.GuidanceChange;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What agents were told when, read off the decisions that every suggestion keeps. Pure. */
final class GuidanceHistory {

    private record Step(Suggestion suggestion, StatusChange change) {

        long at() {
            return change.at();
        }
    }

    private GuidanceHistory() {}

    /** The latest changes, the newest first. */
    static List<GuidanceChange> of(Collection<Suggestion> suggestions) {
        Map<String, List<Step>> byAgent = suggestions.stream()
                .flatMap(one ->
                        one.history().stream().filter(GuidanceChange::concerns).map(change -> new Step(one, change)))
                .collect(Collectors.groupingBy(step -> Objects.requireNonNullElse(step.suggestion.agentId(), "")));
        List<GuidanceChange> changes = new ArrayList<>();
        byAgent.values().forEach(steps -> changes.addAll(replayed(steps)));
        changes.sort(Comparator.comparingLong(change -> change.step().at()));
        Collections.reverse(changes);
        return List.copyOf(changes.subList(0, Math.min(changes.size(), GuidanceChange.CHANGES_MAX)));
    }

    /**
     * One agent's changes, the oldest first. What one decision does at one moment, such as adopting an edit and retiring its
     * rule, is one change to the agent, so each of its steps comes with the rules after all of them.
     */
    private static List<GuidanceChange> replayed(List<Step> steps) {
        steps.sort(Comparator.comparingLong(Step::at));
        Map<String, Suggestion> adopted = new LinkedHashMap<>();
        List<GuidanceChange> changes = new ArrayList<>();
        for (int from = 0, to; from < steps.size(); from = to) {
            for (to = from;
                    to < steps.size() && steps.get(to).at() == steps.get(from).at();
                    to++) {
                Suggestion one = steps.get(to).suggestion;
                if (steps.get(to).change.to() == Status.ADOPTED) {
                    adopted.put(one.id(), one);
                } else {
                    adopted.remove(one.id());
                }
            }
            List<Suggestion> rules = rules(adopted.values());
            steps.subList(from, to)
                    .forEach(step -> changes.add(new GuidanceChange(step.suggestion, step.change, rules)));
        }
        return changes;
    }

    /** An edit takes the place of its rule while a hold-out still watches both. */
    private static List<Suggestion> rules(Collection<Suggestion> adopted) {
        Set<String> replaced = adopted.stream()
                .map(Suggestion::replaces)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return adopted.stream()
                .filter(one -> !replaced.contains(one.id()) && !one.text().isEmpty())
                .toList();
    }
}
