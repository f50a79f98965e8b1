package ai.openclaw.lightning.sharing;

import ai.openclaw.lightning.guidance.ActiveGuidance;
import ai.openclaw.lightning.guidance.ActiveRule;
import ai.openclaw.lightning.guidance.RunningExperiment;
import ai.openclaw.lightning.guidance.RunningExperiment.OfTeam;
import ai.openclaw.lightning.model.Aim;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What the team tells agents, and what agents of this machine are told of it. Pure. */
final class TeamGuidance {

    /** In front of the ids of the team's rules, so that a person sees whose a rule is. */
    private static final String PREFIX = "team:";

    private TeamGuidance() {}

    /**
     * What the team's bridge answered, as of this machine. Texts that no bridge may tell are left out: the team's bridge may be
     * another version, or in other hands.
     *
     * @throws IllegalArgumentException when it is no guidance
     */
    static ActiveGuidance read(JsonNode guidance, String salt, Set<String> off) {
        List<ActiveRule> rules = new ArrayList<>();
        for (ActiveRule rule : rules(guidance, null)) {
            if (!isOff(rule, off)) {
                rules.add(rule);
            }
        }
        List<RunningExperiment> experiments = new ArrayList<>();
        guidance.path("experiments").forEach(one -> experiments.add(experiment(one, salt, off)));
        return new ActiveGuidance(text(guidance, "version"), rules, experiments);
    }

    private static RunningExperiment experiment(JsonNode one, String salt, Set<String> off) {
        String agentId = one.path("agent_id").textValue();
        List<ActiveRule> rules = rules(one, agentId);
        List<String> replaces = new ArrayList<>();
        one.path("replaces").forEach(id -> replaces.add(PREFIX + id.asText()));
        String id = text(one, "id");
        Experiment plan = new Experiment(
                id,
                text(one, "key"),
                rules.isEmpty() ? List.of(PREFIX + id) : List.of(rules.get(0).id()),
                agentId,
                Experiment.Purpose.TRIAL,
                Experiment.Unit.valueOf(text(one, "unit").toUpperCase(Locale.ROOT)),
                Experiment.Method.BETTING,
                one.path("probability").asDouble(),
                Integer.MAX_VALUE,
                0,
                Set.of(),
                Aim.SUCCESS,
                Experiment.Outcomes.EXPLICIT);
        boolean whole = rules.size() == one.path("rules").size();
        return new RunningExperiment(
                plan, rules, replaces, new OfTeam(salt, !whole || rules.stream().anyMatch(rule -> isOff(rule, off))));
    }

    private static List<ActiveRule> rules(JsonNode parent, String agentId) {
        List<ActiveRule> rules = new ArrayList<>();
        for (JsonNode one : parent.path("rules")) {
            String text = text(one, "text");
            if (SuggestionLinter.mayBeTold(text)) {
                String agent = one.has("agent_id") ? one.path("agent_id").textValue() : agentId;
                rules.add(new ActiveRule(PREFIX + text(one, "id"), text, agent));
            }
        }
        return rules;
    }

    private static boolean isOff(ActiveRule rule, Set<String> off) {
        return off.contains(rule.id()) || off.contains(rule.id().substring(PREFIX.length()));
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException("the team's guidance lacks " + field);
        }
        return text;
    }

    /** First what the team tells; then what this bridge does, but for what contradicts or repeats the team. */
    static ActiveGuidance merged(ActiveGuidance team, ActiveGuidance own) {
        List<ActiveRule> rules = new ArrayList<>(team.rules());
        own.rules().stream().filter(rule -> isNews(rule, team)).forEach(rules::add);
        List<RunningExperiment> experiments = new ArrayList<>(team.experiments());
        own.experiments().stream()
                .filter(one -> one.rules().stream().allMatch(rule -> isNews(rule, team)))
                .forEach(experiments::add);
        return new ActiveGuidance(team.version() + "+" + own.version(), rules, experiments);
    }

    private static boolean isNews(ActiveRule rule, ActiveGuidance team) {
        List<String> others = new ArrayList<>();
        team.rules().forEach(other -> addIfSameAgent(other, rule, others));
        team.experiments().forEach(one -> one.rules().forEach(other -> addIfSameAgent(other, rule, others)));
        return SuggestionLinter.isNews(rule.text(), others);
    }

    private static void addIfSameAgent(ActiveRule other, ActiveRule rule, List<String> texts) {
        if (Objects.equals(other.agentId(), rule.agentId())) {
            texts.add(other.text());
        }
    }
}
