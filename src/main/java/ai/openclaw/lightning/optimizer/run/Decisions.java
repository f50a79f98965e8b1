package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.BridgeException.Kind;
import ai.openclaw.lightning.model.Experiment;
import ai.openclaw.lightning.model.StatusChange;
import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.model.Suggestion.Status;
import ai.openclaw.lightning.model.SuggestionDecision;
import ai.openclaw.lightning.model.SuggestionDecision.Action;
import ai.openclaw.lightning.optimizer.SuggestionLinter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes suggestions as a person decides or as the mode's rules require. Not thread-safe. */
final class Decisions {

    static final String PERSON = "person";
    static final String AUTO = "auto";

    private static final double EVEN = 0.5;
    private static final double CANARY = 0.2;

    /** With fewer traces most of what is found is noise; a person may still try it. */
    static final int AUTOMATIC_TRACES_MIN = 250;

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final RunSettings settings;
    private final Portfolio portfolio;
    private final Experiments experiments;
    private final Function<String, AgentFacts> facts;

    /** The suggestions that the log already reported as waiting for a person. */
    private final Set<String> waiting = new HashSet<>();

    /** @param facts what is currently known about an agent */
    Decisions(RunSettings settings, Portfolio portfolio, Experiments experiments, Function<String, AgentFacts> facts) {
        this.settings = settings;
        this.portfolio = portfolio;
        this.experiments = experiments;
        this.facts = facts;
    }

    /** Applies a person's decision; fails with {@code NOT_FOUND} or {@code CONFLICT}. */
    Suggestion decide(SuggestionDecision decision, long now) {
        Suggestion suggestion = portfolio.get(decision.suggestionId());
        if (suggestion == null && portfolio.isUnreadable(decision.suggestionId())) {
            throw new BridgeException(Kind.CONFLICT, "The bridge can't read this stored suggestion; its log says why.");
        }
        if (suggestion == null) {
            throw new BridgeException(Kind.NOT_FOUND, "there is no such suggestion");
        }
        String why = decision.note() == null ? "" : decision.note();
        String who = decision.by() == null ? PERSON : decision.by();
        String told = decision.by() == null ? "a person" : decision.by();
        switch (decision.action()) {
            case REJECT -> portfolio.change(suggestion, Status.REJECTED, now, who, why);
            case ROLL_BACK -> {
                portfolio.change(suggestion, Status.ROLLED_BACK, now, who, why);
                experiments.endThoseOf(suggestion.id(), "Rolled back by " + told + ".", now);
            }
            case RETIRE -> {
                portfolio.change(suggestion, Status.RETIRED, now, who, why);
                experiments.endThoseOf(suggestion.id(), "Retired by " + told + ".", now);
            }
            case PAUSE -> {
                // What watches over an adopted rule is no trial: without it the rule would go on unwatched.
                if (suggestion.status() != Status.IN_EXPERIMENT
                        || !experiments.setPaused(suggestion.id(), true, said("Paused by " + told, decision), now)) {
                    throw withoutExperiment(suggestion, "pause");
                }
            }
            case RESUME -> {
                if (!experiments.setPaused(suggestion.id(), false, said("Resumed by " + told, decision), now)) {
                    throw withoutExperiment(suggestion, "resume");
                }
            }
            case EXPERIMENT, CANARY, FULL -> accept(suggestion, decision.action(), now, who, why);
        }
        return portfolio.get(suggestion.id());
    }

    private static String said(String what, SuggestionDecision decision) {
        return what + (decision.note() == null ? "." : ": " + decision.note());
    }

    private static BridgeException withoutExperiment(Suggestion suggestion, String verb) {
        return new BridgeException(
                Kind.CONFLICT,
                "A suggestion that is " + suggestion.status().jsonName() + " has no experiment to " + verb + ".");
    }

    private void accept(Suggestion suggestion, Action action, long now, String who, String why) {
        if (action == Action.FULL && suggestion.status() == Status.IN_EXPERIMENT) {
            throw new BridgeException(
                    Kind.CONFLICT, "This suggestion is in_experiment; its experiment will adopt it or roll it back.");
        }
        if (!portfolio.change(suggestion, Status.ACCEPTED, now, who, why)) {
            return;
        }
        if (!canEdit(suggestion)) {
            throw new BridgeException(
                    Kind.CONFLICT,
                    "The rule it replaces is not in effect, or another experiment is testing it; see "
                            + suggestion.replaces() + ".");
        }
        if (action != Action.FULL && HelperTrials.waits(suggestion, portfolio)) {
            throw new BridgeException(
                    Kind.CONFLICT, "Another idea of the helper is being tried; they are tried one at a time.");
        }
        if (action == Action.FULL) {
            portfolio.change(portfolio.get(suggestion.id()), Status.ADOPTED, now, who, "Adopted at once, unverified.");
            portfolio.complete(suggestion.id(), now, who);
        } else {
            start(suggestion, action == Action.CANARY ? CANARY : EVEN, now, who);
        }
    }

    /** Whether the suggestion edits no rule, or a rule that is in effect and not on trial. */
    private boolean canEdit(Suggestion suggestion) {
        return suggestion.replaces() == null
                || experiments.rules(portfolio).settled().stream()
                        .anyMatch(rule -> rule.id().equals(suggestion.replaces()));
    }

    /** A rule instructs an agent, and the names in it come from traces, which contain text from anybody. */
    private boolean mayGoUnread(Suggestion suggestion) {
        boolean plain = SuggestionLinter.mayGoUnread(suggestion, settings.automaticTools());
        if (!plain && waiting.add(suggestion.id())) {
            LOG.info(
                    "the suggestion {} waits for a person: it names something that is not in"
                            + " optimization.automatic_tools",
                    suggestion.id());
        }
        return plain;
    }

    private void start(Suggestion suggestion, double probability, long now, String actor) {
        Experiment plan =
                experiments.start(suggestion, probability, now, facts.apply(suggestion.agentId()), actor.equals(AUTO));
        portfolio.change(
                portfolio.get(suggestion.id()), Status.IN_EXPERIMENT, now, actor, "Experiment " + plan.id() + ".");
    }

    /** Retires what {@link Retirement} has a reason for. The facts must cover all traces that are learned from. */
    void retire(long now) {
        for (Suggestion suggestion : List.copyOf(portfolio.all())) {
            Retirement.reason(suggestion, facts.apply(suggestion.agentId()), now)
                    .ifPresent(why -> {
                        portfolio.change(suggestion, Status.RETIRED, now, AUTO, why);
                        experiments.endThoseOf(suggestion.id(), why, now);
                    });
        }
    }

    /** Proposes rules again whose only trial was stopped so early that it may have been bad luck. */
    void tryAgain(long now) {
        for (Suggestion suggestion : List.copyOf(portfolio.all())) {
            if (mayBeTriedAgain(suggestion)) {
                portfolio.change(suggestion, Status.PROPOSED, now, AUTO, "It was taken back early, maybe by bad luck.");
            }
        }
    }

    private boolean mayBeTriedAgain(Suggestion suggestion) {
        if (suggestion.status() != Status.ROLLED_BACK) {
            return false;
        }
        StatusChange last = suggestion.history().get(suggestion.history().size() - 1);
        List<LiveExperiment> trials = experiments.trials(suggestion.id());
        return last.actor().equals(AUTO)
                && last.from() == Status.IN_EXPERIMENT
                && trials.size() == 1
                && trials.get(0).wasStoppedEarly()
                && facts.apply(suggestion.agentId()).hasManySince(last.at());
    }

    /** Retires edits whose rules are no longer in effect. */
    void endWithoutRule(long now) {
        for (Suggestion suggestion : portfolio.withoutTheirRule()) {
            boolean adopted = suggestion.status() == Status.ADOPTED;
            String why = "The rule it edits is no longer in effect.";
            portfolio.change(suggestion, adopted ? Status.RETIRED : Status.ROLLED_BACK, now, AUTO, why);
            experiments.endThoseOf(suggestion.id(), why, now);
        }
    }

    /** In the automatic modes: starts canaries while there is room, of rules that no person has to read first. */
    void startCanaries(long now) {
        RunSettings.Mode mode = settings.mode();
        for (Suggestion suggestion : portfolio.proposals()) {
            boolean room = experiments.trials(portfolio) < mode.atOnce && portfolio.hasRoom(suggestion);
            boolean due = suggestion.evidence().analysedTraces() >= AUTOMATIC_TRACES_MIN;
            if (room
                    && due
                    && !TriedIdeas.contain(suggestion, portfolio.all())
                    && !HelperTrials.waits(suggestion, portfolio)
                    && canEdit(suggestion)
                    && mayGoUnread(suggestion)) {
                portfolio.change(suggestion, Status.ACCEPTED, now, AUTO, "The best proposal, tried on a few traces.");
                start(suggestion, mode.share, now, AUTO);
            }
        }
    }
}
