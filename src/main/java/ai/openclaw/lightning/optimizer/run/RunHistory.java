package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.model.FailureSite;
import ai.openclaw.lightning.model.OptimizerView;
import ai.openclaw.lightning.model.OptimizerView.Health;
import ai.openclaw.lightning.model.OptimizerView.Health.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the results of the optimizer's runs and derives its health. Not thread-safe. */
final class RunHistory {

    /** One failed run may be a full disk that passes in a minute; this many in a row mean a broken optimizer. */
    static final int FAILURES_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    private boolean started;
    private long runs;
    private long lastRunMs;
    private int failures;
    private String problem;
    private String logged;

    /** Notes that the store has been read. */
    void started() {
        started = true;
    }

    /** Notes the end of a run, successful or not. */
    void ran(long nanos) {
        runs++;
        lastRunMs = TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Notes that the last run, or the start, succeeded. */
    void succeeded() {
        if (logged != null) {
            LOG.info("the optimizer works again");
        }
        failures = 0;
        problem = null;
        logged = null;
    }

    /** Notes a failure of a run, of the start or of other work. Logs a repeated failure only once. */
    void failed(Throwable failure) {
        BridgeException known = BridgeException.of(failure);
        boolean isDefect = known.kind() == BridgeException.Kind.INTERNAL;
        failures++;
        problem = known.getMessage();
        String what = isDefect ? FailureSite.of(failure) : problem;
        if (!what.equals(logged)) {
            logged = what;
            if (isDefect) {
                LOG.error("the optimizer failed and will try again: {}", what);
            } else {
                LOG.warn("the optimizer will try again later: {}", what);
            }
        }
    }

    /** Since the start of the process. */
    long runs() {
        return runs;
    }

    long lastRunMs() {
        return lastRunMs;
    }

    /** Why the last run failed; null when it did not. */
    String problem() {
        return problem;
    }

    /** The view of an optimizer whose run does not end. */
    static OptimizerView hanging(OptimizerView view, long runningMs) {
        long minutes = TimeUnit.MILLISECONDS.toMinutes(runningMs);
        return view.with(
                view.progress(), new Health(Status.FAIL, "a run has been under way for " + minutes + " minutes"));
    }

    /** @param notices problems that do not fail a run, each a sentence without a full stop */
    Health health(List<String> notices) {
        if (!started) {
            return new Health(Status.FAIL, "the optimizer has not started" + (problem == null ? "" : ": " + problem));
        }
        if (failures >= FAILURES_MAX) {
            return new Health(Status.FAIL, "the last " + failures + " runs failed: " + problem);
        }
        List<String> wrong = new ArrayList<>(notices);
        if (failures > 0) {
            wrong.add(0, "the last run failed: " + problem);
        }
        return wrong.isEmpty() ? Health.PASS : new Health(Status.WARN, String.join("; ", wrong));
    }
}
