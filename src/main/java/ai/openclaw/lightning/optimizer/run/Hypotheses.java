package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.FailureSite;
import ai.openclaw.lightning.model.OptimizerView.HelperFigures;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.optimizer.RulesInEffect;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.hypotheses.Contrast;
import ai.openclaw.lightning.optimizer.hypotheses.IdeaSource;
import ai.openclaw.lightning.optimizer.hypotheses.Proposer;
import ai.openclaw.lightning.optimizer.hypotheses.Sight;
import ai.openclaw.lightning.optimizer.hypotheses.Skeletons;
import ai.openclaw.lightning.optimizer.hypotheses.TrackRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the helper when there is something new, and makes suggestions of its ideas. Whatever goes wrong in here ends the
 * helper's part, and nothing else. Not thread-safe.
 */
final class Hypotheses {

    private static final Logger LOG = LoggerFactory.getLogger(Hypotheses.class);

    private static final int AGENTS_MAX = 200;
    private static final int CONTRASTS_MAX = 12;
    private static final int VERDICTS_MAX = 10;

    private static final Set<Status> TRIED =
            EnumSet.of(Status.ADOPTED, Status.ROLLED_BACK, Status.REFUTED, Status.REJECTED, Status.RETIRED);

    /** Null where none is set up, and after a defect. */
    private Proposer helper;

    private final Map<String, Skeletons> skeletons = new HashMap<>();
    private String notice;

    /** @param helper null where none is set up */
    Hypotheses(Proposer helper) {
        this.helper = helper;
    }

    /** Notes a trace as an example. */
    void note(ScoredTrace trace) {
        String agent = trace.agentOrEmpty();
        if (helper != null && (skeletons.containsKey(agent) || skeletons.size() < AGENTS_MAX)) {
            skeletons
                    .computeIfAbsent(
                            agent, name -> new Skeletons(helper.settings().excerpts()))
                    .note(trace);
        }
    }

    /** Whether new ideas have come. */
    boolean hasAnswer() {
        return helper != null && helper.hasAnswer();
    }

    /**
     * The ideas that came, and the earlier ones that are still open, as suggestions.
     *
     * @param stored all suggestions
     * @param found what this run found beside them
     */
    List<Suggestion> proposals(Learning learning, Collection<Suggestion> stored, Collection<Suggestion> found) {
        if (helper == null) {
            return List.of();
        }
        Optional<Proposer.Answered> answered = helper.take();
        if (learning.ideas().isEmpty() || isOff(stored)) {
            return List.of();
        }
        try {
            IdeaSource source = learning.ideas().get();
            List<Suggestion> ideas = new ArrayList<>();
            stored.stream()
                    .filter(one -> TrackRecord.isIdea(one) && one.status() == Status.PROPOSED)
                    .forEach(one -> source.renewed(one).ifPresent(ideas::add));
            answered.ifPresent(answer -> answer.ideas()
                    .forEach(idea -> source.suggestion(answer.agentId(), idea).ifPresent(ideas::add)));
            return ideas.stream()
                    .distinct()
                    .filter(idea -> isNew(idea, stored, found))
                    .toList();
        } catch (RuntimeException defect) {
            failed(defect);
            return List.of();
        }
    }

    /** Whether nobody has found the same, and nobody has decided about it. */
    private static boolean isNew(Suggestion idea, Collection<Suggestion> stored, Collection<Suggestion> found) {
        return Stream.concat(stored.stream().filter(one -> one.status() != Status.PROPOSED), found.stream())
                .noneMatch(one -> one.text().equals(idea.text()) && Objects.equals(one.agentId(), idea.agentId()));
    }

    /** Asks about the agent with the most traces that has something new to show, if the helper may be asked now. */
    void ask(Learning learning, Portfolio portfolio, Experiments experiments) {
        if (helper == null || !helper.isReady() || learning.ideas().isEmpty() || isOff(portfolio.all())) {
            return;
        }
        try {
            RulesInEffect rules = experiments.rules(portfolio);
            learning.facts().entrySet().stream()
                    .sorted(Comparator.comparingLong(agent -> -agent.getValue().traces()))
                    .map(agent -> sight(agent, learning.ideas().get(), portfolio, experiments, rules))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(helper::ask);
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    private Optional<Sight> sight(
            Map.Entry<String, AgentFacts> agent,
            IdeaSource source,
            Portfolio portfolio,
            Experiments experiments,
            RulesInEffect rules) {
        String agentId = agent.getKey().isEmpty() ? null : agent.getKey();
        AgentFacts facts = agent.getValue();
        long trials = experiments.ended(agentId);
        if (!helper.isDue(agentId, facts.traces(), trials)) {
            return Optional.empty();
        }
        List<Contrast> contrasts = source.contrasts(agentId, CONTRASTS_MAX);
        if (contrasts.isEmpty()) {
            return Optional.empty(); // nothing to have ideas about
        }
        return Optional.of(new Sight(
                agentId,
                facts.traces(),
                trials,
                facts.calls(),
                source.arguments(agentId),
                contrasts,
                Optional.ofNullable(skeletons.get(agent.getKey()))
                        .flatMap(Skeletons::pair)
                        .orElse(null),
                told(rules.of(agentId)),
                verdicts(portfolio.all(), agentId)));
    }

    private static List<String> told(RulesInEffect rules) {
        return Stream.concat(rules.settled().stream(), rules.onTrial().stream())
                .map(Suggestion::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Sight.Verdict> verdicts(Collection<Suggestion> all, String agentId) {
        return all.stream()
                .filter(one -> TRIED.contains(one.status()) && !one.text().isEmpty())
                .filter(one -> Objects.equals(one.agentId(), agentId))
                .sorted(Comparator.comparingLong(one -> -decidedAt(one)))
                .limit(VERDICTS_MAX)
                .map(one -> new Sight.Verdict(one.text(), one.status().jsonName()))
                .toList();
    }

    private static long decidedAt(Suggestion one) {
        List<StatusChange> history = one.history();
        return history.isEmpty() ? 0 : history.get(history.size() - 1).at();
    }

    /** Too few good ideas: then it is neither asked nor heard any more, until another model is set. */
    private boolean isOff(Collection<Suggestion> stored) {
        TrackRecord record = new TrackRecord(stored);
        boolean off = record.isPoor(helper.since());
        if (off && notice == null) {
            notice = "the helper switched itself off: of its " + record.judged(helper.since())
                    + " ideas that were tried, " + record.adopted(helper.since())
                    + " helped; another helper.model begins anew";
            LOG.warn("{}", notice);
        }
        return off;
    }

    private void failed(RuntimeException defect) {
        LOG.error("the helper is left out until the next start: {}", FailureSite.of(defect));
        helper.close();
        helper = null;
        notice = "the helper failed and is left out";
    }

    /** Null where none is set up. */
    HelperFigures figures(Collection<Suggestion> stored) {
        if (helper == null) {
            return null;
        }
        TrackRecord record = new TrackRecord(stored);
        long since = helper.since();
        return new HelperFigures(
                helper.settings().model(),
                record.isPoor(since),
                helper.callsToday(),
                helper.settings().callsPerDay(),
                record.judged(since),
                record.adopted(since),
                helper.problem());
    }

    /** What a person should know, in a sentence without a full stop. */
    Optional<String> notice() {
        if (notice != null) {
            return Optional.of(notice);
        }
        return Optional.ofNullable(helper).map(Proposer::problem).map(why -> "the helper is of no use now: " + why);
    }
}
