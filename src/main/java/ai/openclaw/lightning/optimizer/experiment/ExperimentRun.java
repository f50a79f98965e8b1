package ai.openclaw.lightning.optimizer.experiment;

import ai.openclaw.lightning.model.Experiment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running experiment. Assignments come in as they are made, outcomes as they become known. Units are counted
 * strictly in the order of assignment, so that an arm that finishes sooner gains nothing. Ask for the verdict after
 * each counted unit, so that it does not depend on how many outcomes arrived together. Not thread-safe;
 * {@link #state()} and {@link #resume} carry it exactly over a restart.
 */
public final class ExperimentRun {

    /** Evidence of harm that rolls a rule back. */
    public static final double HARM_EVIDENCE = 10;

    /** The most units that may wait for their outcomes; further ones are left out. */
    static final int WAITING_MAX = 20_000;

    private final Experiment plan;
    private final Tally tally;
    private final Map<String, ExperimentState.Waiting> waiting = new LinkedHashMap<>();
    private long lastOrder;

    private ExperimentRun(ExperimentState state) {
        plan = state.plan();
        tally = new Tally(state);
        state.waiting().forEach(unit -> waiting.put(unit.assignment().unitId(), unit));
        lastOrder = state.lastOrder();
    }

    /** A new experiment. */
    public static ExperimentRun start(Experiment plan) {
        return new ExperimentRun(ExperimentState.start(plan));
    }

    /**
     * A second try of a rule. It goes on with the money that the first one left for the rule's success, so that both
     * together adopt a useless rule no more often than one alone.
     */
    public static ExperimentRun startAgain(Experiment plan, ExperimentState first) {
        return new ExperimentRun(ExperimentState.startAgain(plan, first));
    }

    /** Continues with a stored state. */
    public static ExperimentRun resume(ExperimentState state) {
        return new ExperimentRun(state);
    }

    /**
     * Adds an assignment. Adding it again does nothing.
     *
     * @return whether it takes part; false when it is not newer than the last one, or when too many units are waiting
     */
    public boolean assigned(Assignment unit) {
        if (unit.order() <= lastOrder || waiting.size() >= WAITING_MAX || waiting.containsKey(unit.unitId())) {
            return false;
        }
        lastOrder = unit.order();
        waiting.put(unit.unitId(), new ExperimentState.Waiting(unit, null));
        return true;
    }

    /**
     * Takes in the outcome of an assigned unit. {@link #countNext()} counts it once all units before it are counted;
     * until then a new outcome of the unit replaces the first.
     *
     * @return whether the unit was waiting for it
     */
    public boolean ended(String unitId, UnitOutcome outcome) {
        ExperimentState.Waiting unit = waiting.get(unitId);
        if (unit == null) {
            return false;
        }
        waiting.put(unitId, new ExperimentState.Waiting(unit.assignment(), outcome));
        return true;
    }

    /** Stops waiting for units that have waited as long as the plan says, and counts their outcomes as missing. */
    public void expire(long now) {
        for (Map.Entry<String, ExperimentState.Waiting> entry : waiting.entrySet()) {
            ExperimentState.Waiting unit = entry.getValue();
            if (unit.outcome() == null
                    && now - unit.assignment().at() >= plan.outcomes().waitMs()) {
                entry.setValue(new ExperimentState.Waiting(unit.assignment(), UnitOutcome.missing()));
            }
        }
    }

    /** Counts the oldest uncounted unit; false while its outcome has not arrived. */
    public boolean countNext() {
        Iterator<ExperimentState.Waiting> heads = waiting.values().iterator();
        if (!heads.hasNext()) {
            return false;
        }
        ExperimentState.Waiting head = heads.next();
        if (head.outcome() == null) {
            return false;
        }
        heads.remove();
        tally.count(head.assignment(), head.outcome());
        return true;
    }

    /**
     * The verdict of this experiment alone. It never adopts by betting, because that depends on the other running
     * experiments; see {@link AdoptionRule}.
     */
    public Verdict verdict() {
        return tally.verdict();
    }

    /** Resumes after a person's approval: forgets the cause of the pause and keeps the evidence. */
    public void acknowledge() {
        tally.acknowledge();
    }

    public Experiment plan() {
        return plan;
    }

    /** The number of counted units. */
    public long counted() {
        return tally.counted();
    }

    /** E that the rule reaches its aim. */
    public double evidence() {
        return tally.evidence();
    }

    /** E for "treatment is worse". */
    public double harmEvidence() {
        return tally.harmEvidence();
    }

    /** E for "the effect is too small to be worthwhile"; 0 where the experiment does not ask. */
    public double futility() {
        return tally.futility();
    }

    /** The order of the latest assignment; lower than any other when there is none. */
    public long lastOrder() {
        return lastOrder;
    }

    /** The whole state, ready to be stored. */
    public ExperimentState state() {
        return tally.state(lastOrder, List.copyOf(waiting.values()));
    }
}
