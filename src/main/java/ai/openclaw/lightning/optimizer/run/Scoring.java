package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.FailureSite;
import ai.openclaw.lightning.model.RewardSource;
import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceStatus;
import ai.openclaw.lightning.model.Trigger;
import ai.openclaw.lightning.model.UnknownKindException;
import ai.openclaw.lightning.optimizer.ErrorClass;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import ai.openclaw.lightning.optimizer.experiment.UnitOutcome;
import ai.openclaw.lightning.optimizer.stats.EstimatedOutcome;
import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.reward.Score;
import ai.openclaw.lightning.reward.TraceSignals;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns stored traces into the form that learners and experiments use. Not thread-safe. */
final class Scoring {

    /** The start of its text classifies an error; the rest contains names and differs each time. */
    private static final Pattern END_OF_CLASS = Pattern.compile("[^A-Za-z ]");

    private static final int CLASS_MAX = 60;

    private static final int RESULT_DIGEST_BYTES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

    private final RewardFunction reward;
    private boolean failed;

    Scoring(RewardFunction reward) {
        this.reward = reward;
    }

    /** The problem with the reward function; empty when there is none. */
    Optional<String> notice() {
        return failed
                ? Optional.of(
                        "the reward function \"" + reward.name() + "\" has failed, and left traces without a score")
                : Optional.empty();
    }

    /** The trace with the outcome that its reward function gives it. */
    ScoredTrace scored(TraceEvidence trace) {
        return scored(trace, score(trace));
    }

    /** The trace with an estimate as its outcome. A crash is no outcome that can be learned from. */
    ScoredTrace scored(TraceEvidence trace, double estimate) {
        return scored(trace, trace.crashed() ? new Score.Crashed() : new Score.Known(estimate, RewardSource.HEURISTIC));
    }

    private static ScoredTrace scored(TraceEvidence trace, Score score) {
        ArgumentShapes shapes = new ArgumentShapes(trace.message());
        return new ScoredTrace(
                trace.traceId(),
                trace.id(),
                trace.sessionKey(),
                trace.labels().agentId(),
                trace.labels().model(),
                trace.labels().promptVersion(),
                trace.labels().taskKey(),
                trace.message(),
                trace.calls().stream().map(call -> scored(call, shapes)).toList(),
                score instanceof Score.Known known ? Double.valueOf(known.value()) : null,
                score instanceof Score.Known known ? known.source().jsonName() : null,
                trace.tokensUsed(),
                trace.latencyMs(),
                trace.labels().sender());
    }

    /** What the trace counts in experiments. */
    TraceOutcome outcome(TraceEvidence trace, EstimatedOutcome estimated) {
        UnitOutcome seeming = outcome(trace, null, trace.crashed()).seeming(estimated);
        return new TraceOutcome(known(trace), seeming);
    }

    /** Null while the outcome is unknown but may still come. */
    private UnitOutcome known(TraceEvidence trace) {
        Score score = score(trace);
        if (score instanceof Score.Known known) {
            return outcome(trace, known.value(), false);
        }
        if (score instanceof Score.Crashed) {
            return outcome(trace, null, true);
        }
        if (score instanceof Score.Missing) {
            return null;
        }
        throw new UnknownKindException(score);
    }

    /** What somebody said about the outcome, in [0, 1]; null where nobody did. A sign is nobody's word. */
    Double said(TraceEvidence trace) {
        boolean hasSuccess = trace.success() != null
                && (isExplicit(trace.successSource())
                        || trace.others().stream().anyMatch(one -> isExplicit(one.source())));
        boolean hasReward = isExplicit(trace.rewardSource());
        if (!hasSuccess && !hasReward) {
            return null;
        }
        Score score = score(signals(trace, hasSuccess, hasReward));
        return score instanceof Score.Known known ? Double.valueOf(known.value()) : Double.valueOf(0);
    }

    private static boolean isExplicit(RewardSource source) {
        return source != null && source.isExplicit();
    }

    private static UnitOutcome outcome(TraceEvidence trace, Double value, boolean crashed) {
        return new UnitOutcome(
                value,
                crashed,
                trace.status() == TraceStatus.ABANDONED,
                trace.tokensUsed(),
                errorClasses(trace),
                trace.calls().size());
    }

    /** Whether the trace got into the situation. */
    static boolean reaches(Trigger situation, TraceEvidence trace) {
        return switch (situation.kind()) {
            case CALLED ->
                trace.calls().stream().anyMatch(call -> call.toolName().equals(situation.tool()));
            case SUCCEEDED -> anyCall(trace, situation.tool(), false);
            case FAILED -> anyCall(trace, situation.tool(), true);
            case REPEATED -> hasRepeat(trace);
        };
    }

    private static boolean anyCall(TraceEvidence trace, String tool, boolean failed) {
        return trace.calls().stream()
                .anyMatch(call -> call.toolName().equals(tool) && (call.errorHead() != null) == failed);
    }

    private static boolean hasRepeat(TraceEvidence trace) {
        Set<ScoredCall> earlier = new HashSet<>();
        ArgumentShapes none = new ArgumentShapes(null);
        for (TraceEvidence.Call call : trace.calls()) {
            ScoredCall scored = scored(call, none);
            if (earlier.stream().anyMatch(scored::repeats)) {
                return true;
            }
            earlier.add(scored);
        }
        return false;
    }

    private Score score(TraceEvidence trace) {
        boolean hasSuccess = trace.success() != null && trace.successSource() != null;
        boolean hasReward = trace.reward() != null && trace.rewardSource() != null;
        return score(signals(trace, hasSuccess, hasReward));
    }

    private static TraceSignals signals(TraceEvidence trace, boolean hasSuccess, boolean hasReward) {
        return new TraceSignals(
                trace.status(),
                trace.crashed(),
                hasSuccess ? trace.success() : null,
                hasSuccess ? trace.successSource() : null,
                hasReward ? trace.reward() : null,
                hasReward ? trace.rewardSource() : null,
                trace.tokensUsed(),
                trace.expectedTokens(),
                trace.latencyMs());
    }

    /** A user's function may fail; its trace then has no score, and the others go on. */
    private Score score(TraceSignals signals) {
        try {
            return Objects.requireNonNull(reward.score(signals), "score");
        } catch (RuntimeException | LinkageError failure) {
            if (!failed) {
                failed = true;
                LOG.error(
                        "the reward function \"{}\" failed; every trace it fails on has no score: {}",
                        reward.name(),
                        FailureSite.of(failure));
            }
            return new Score.Missing();
        }
    }

    private static ScoredCall scored(TraceEvidence.Call call, ArgumentShapes shapes) {
        // Head and length tell calls apart well enough, and memory holds nothing longer.
        String params = call.paramsHead() == null ? null : call.paramsLength() + ":" + call.paramsHead();
        return new ScoredCall(
                call.toolName(),
                params,
                new HashSet<>(call.argumentNames()),
                shapes.of(call),
                call.resultEnds() == null
                        ? null
                        : Sha256.hex(call.resultLength() + ":" + call.resultEnds(), RESULT_DIGEST_BYTES),
                ResultShapes.of(call),
                call.errorHead() != null,
                call.errorHead() == null ? null : ErrorClass.of(call.errorHead(), call.exitCode()),
                call.durationMs(),
                null);
    }

    static Set<String> errorClasses(TraceEvidence trace) {
        return trace.calls().stream()
                .map(TraceEvidence.Call::errorHead)
                .filter(error -> error != null)
                .map(Scoring::errorClass)
                .collect(Collectors.toSet());
    }

    private static String errorClass(String error) {
        String words = END_OF_CLASS.split(error, 2)[0].strip();
        return words.length() <= CLASS_MAX ? words : words.substring(0, CLASS_MAX);
    }
}
