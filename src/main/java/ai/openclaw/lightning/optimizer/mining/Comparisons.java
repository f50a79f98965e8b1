package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.TraceStart;
import ai.openclaw.lightning.optimizer.stats.HashedText;
import ai.openclaw.lightning.optimizer.stats.PrognosticScore;
import java.util.List;
import java.util.Set;

/**
 * The traces of one agent, compared in three ways: within tasks, within families of tasks with similar messages, and within
 * the prognostic score of the first message.
 */
final class Comparisons {

    private final TaskFamilies families = new TaskFamilies();
    private final PrognosticScore score;
    private final Comparison byTask;
    private final Comparison byFamily;
    private final Comparison byScore;
    private Basis basis = Basis.SCORE;
    private long scored;
    private double scoredSum;

    private Comparisons(PrognosticScore score, Set<String> terminal, Cells cells) {
        this.score = score;
        byTask = new Comparison(terminal, cells);
        byFamily = new Comparison(terminal, cells);
        byScore = new Comparison(terminal, cells);
    }

    /** Those of no traces. */
    static Comparisons none(Cells cells) {
        return refitted(List.of(), Set.of(), cells);
    }

    /**
     * Fits the score and the families to these traces, and compares them.
     *
     * @param learned scored traces in the order in which they came
     * @param terminal tools whose calls do not count as a choice
     * @param cells what all tables hold
     */
    static Comparisons refitted(List<KnownTrace> learned, Set<String> terminal, Cells cells) {
        PrognosticScore score = PrognosticScore.fit(
                learned.stream().map(KnownTrace::message).toList(),
                learned.stream().mapToDouble(KnownTrace::outcome).toArray());
        Comparisons all = new Comparisons(score, terminal, cells);
        learned.forEach(all::add);
        all.basis = all.fitting();
        return all;
    }

    /** Gives back their room; to be called before they are given up. */
    void release() {
        byTask.release();
        byFamily.release();
        byScore.release();
    }

    /** Adds a scored trace that is not among them. */
    void add(KnownTrace trace) {
        scored++;
        scoredSum += trace.outcome();
        if (trace.task() != null) {
            byTask.add(trace, trace.taskStratum());
        }
        String family = families.join(trace.traceId(), trace.message());
        if (family != null) {
            byFamily.add(trace, TraceStart.stratum(family, trace.conditions()));
        }
        byScore.add(trace, scoreStratum(trace.message(), trace.conditions()));
    }

    /** Takes a trace out, as it was added; without effect when it is not among them. */
    void remove(KnownTrace trace) {
        byTask.remove(trace);
        byFamily.remove(trace);
        if (byScore.remove(trace)) {
            scored--;
            scoredSum -= trace.outcome();
        }
    }

    private String scoreStratum(HashedText message, String conditions) {
        return TraceStart.stratum("score group " + score.stratum(message), conditions);
    }

    /** Whether the client says what the task is, or an earlier trace had the same one or, where that counts, a similar one. */
    boolean isComparable(KnownTrace trace) {
        return trace.isNamed()
                || (trace.task() != null && byTask.has(trace.taskStratum()))
                || (basis == Basis.FAMILY && families.find(trace.message()) != null);
    }

    /** In which way they are compared; it stays until the next fit, so that suggestions do not come and go with it. */
    Basis basis() {
        return basis;
    }

    /**
     * Within tasks, or else within families, where at least half of them can be compared. Where tasks come again and each
     * ends as before, families would only show that tasks differ, so they are no way out then.
     */
    private Basis fitting() {
        if (scored > 0 && 2 * byTask.comparable() >= scored) {
            return Basis.TASK;
        }
        return scored > 0 && 2 * byFamily.mixed() >= scored ? Basis.FAMILY : Basis.SCORE;
    }

    /** What suggestions come from. */
    Comparison compared() {
        return switch (basis) {
            case TASK -> byTask;
            case FAMILY -> byFamily;
            case SCORE -> byScore;
        };
    }

    /** What claims come from: never from the score, which is too weak to tell easy tasks from good decisions. */
    Comparison claimed() {
        return basis == Basis.FAMILY ? byFamily : byTask;
    }

    /** The stratum of a trace that starts. */
    String stratum(TraceStart start) {
        if (start.taskKey() != null) {
            return start.stratum();
        }
        String message = MessageKey.of(start.firstMessage());
        String task = message == null ? "" : TraceStart.stratum(message, start.conditions());
        if (byTask.has(task)) {
            return task;
        }
        HashedText text = HashedText.of(start.firstMessage());
        String family = basis == Basis.FAMILY ? families.find(text) : null;
        return family == null ? scoreStratum(text, start.conditions()) : TraceStart.stratum(family, start.conditions());
    }

    long scored() {
        return scored;
    }

    double meanOutcome() {
        return scored == 0 ? 0.5 : scoredSum / scored;
    }
}
