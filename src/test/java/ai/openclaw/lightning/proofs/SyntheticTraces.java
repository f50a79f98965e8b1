package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Made-up traces: outcomes follow the task and, where a test says so, one good decision. */
final class SyntheticTraces {

    private static final int TOOLS = 8;
    private static final int TASKS = 50;

    private final SplittableRandom random;
    private long order;

    private final double effect;

    /** @param effect what calling {@code tool_1} first adds to the success rate; 0 for data without any effect */
    SyntheticTraces(long seed, double effect) {
        this.effect = effect;
        random = new SplittableRandom(seed);
    }

    ScoredTrace next() {
        int task = random.nextInt(TASKS);
        int length = 2 + random.nextInt(5);
        List<ScoredCall> calls = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            // Tasks prefer tools, so that an analysis that forgets the task finds "effects".
            int tool = random.nextBoolean() ? task % TOOLS : random.nextInt(TOOLS);
            boolean errored = random.nextInt(4) == 0;
            String digest = Integer.toString(random.nextInt(3));
            calls.add(new ScoredCall(
                    "tool_" + tool,
                    digest,
                    Set.of("id", "mode" + digest),
                    Map.of(),
                    null,
                    null,
                    errored,
                    errored ? "E" : null,
                    null,
                    null));
        }
        boolean good = calls.get(0).toolName().equals("tool_1");
        double rate = 0.1 + (0.8 - effect) * (task % 10) / 9.0 + (good ? effect : 0);
        double outcome = random.nextDouble() < rate ? 1 : 0;
        String id = String.format(Locale.ROOT, "%032x", ++order);
        String message = "please do job number " + task + " for customer " + random.nextInt(200);
        return new ScoredTrace(
                id,
                order,
                "s" + order,
                "agent",
                "model",
                null,
                "task-" + task,
                message,
                calls,
                outcome,
                "checker",
                null,
                null);
    }
}
