package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.Suggestion;
import ai.openclaw.lightning.optimizer.Learner;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.OptimizerSettings;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stays at its first trace until the test lets it go on, and suggests nothing. */
final class PausingOptimizer implements Optimizer {

    private static final int SECONDS_MAX = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Override
    public String name() {
        return "pausing";
    }

    @Override
    public Learner newLearner(OptimizerSettings settings) {
        return new Learner() {
            @Override
            public void learn(ScoredTrace trace) {
                reached.countDown();
                await(mayGoOn);
            }

            @Override
            public List<Suggestion> suggestions() {
                return List.of();
            }
        };
    }

    /** Returns once it is at its first trace. */
    void awaitTrace() {
        await(reached);
    }

    void goOn() {
        mayGoOn.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came within " + SECONDS_MAX + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
