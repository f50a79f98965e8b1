package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Verdicts.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the signals in the record of a trace. What somebody said about the outcome is none, so that an estimate can be
 * compared with it. Pure.
 */
public final class OutcomeSignals {

    private OutcomeSignals() {}

    /**
     * The signals of a closed trace.
     *
     * @param next what the user's next message says about this trace; null where it says nothing or there is none
     */
    public static Set<OutcomeSignal> of(TraceEvidence trace, OutcomeSignal next) {
        Set<OutcomeSignal> signals = EnumSet.noneOf(OutcomeSignal.class);
        said(trace, signals);
        boolean clientJudgedNext =
                signals.contains(OutcomeSignal.SIGN_OF_FAILURE) || signals.contains(OutcomeSignal.SIGN_OF_SUCCESS);
        if (next != null && !clientJudgedNext) {
            signals.add(next);
        }
        if (trace.crashed()) {
            signals.add(OutcomeSignal.CRASHED);
        }
        if (trace.status() == TraceStatus.ABANDONED) {
            signals.add(OutcomeSignal.ABANDONED);
        }
        CallSignals.add(trace.calls(), signals);
        return signals;
    }

    /** What those say who see only signs. */
    private static void said(TraceEvidence trace, Set<OutcomeSignal> signals) {
        if (trace.success() != null && trace.successSource() != null) {
            said(trace.successSource(), trace.success(), signals);
        }
        for (Verdict verdict : trace.others()) {
            said(verdict.source(), verdict.success(), signals);
        }
    }

    private static void said(RewardSource source, boolean success, Set<OutcomeSignal> signals) {
        switch (source) {
            case ENDED -> signals.add(success ? OutcomeSignal.ENDED_WELL : OutcomeSignal.ENDED_BADLY);
            case AGENT -> signals.add(success ? OutcomeSignal.AGENT_DONE : OutcomeSignal.AGENT_FAILED);
            case HEURISTIC -> signals.add(success ? OutcomeSignal.SIGN_OF_SUCCESS : OutcomeSignal.SIGN_OF_FAILURE);
            case USER, CHECKER, CLIENT, END -> {
                // They say how it went. That is an outcome, and no sign of one.
            }
        }
    }
}
