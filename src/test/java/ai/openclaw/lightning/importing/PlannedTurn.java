package ai.openclaw.lightning.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A turn that a test makes up, and so knows all about. */
final class PlannedTurn {

    final String message;
    final List<Call> calls = new ArrayList<>();

    /** How the last answer ended, in OpenClaw's words; null for a turn without a last answer. */
    final String stop;

    /** What the answers took: one before each call, and the last one. */
    final List<Integer> tokens = new ArrayList<>();

    /** Whether the user wrote again before the last result was there. */
    final boolean hurried;

    /** Whether the transcript has the turn's prompt; a writer may lose it. */
    boolean promptLost;

    /** A call with an argument that tells it from every other. */
    record Call(String id, String tool, String marker, boolean failed) {}

    PlannedTurn(int number, boolean last, Random random) {
        message = random.nextInt(5) == 0
                ? "go on"
                : "turn " + number + pick(random, "", " \u00fc\ud83d\ude00", " \"quoted\" \\ {\"type\":", " \ttab");
        hurried = !last && random.nextInt(8) == 0;
        boolean brokenOff = last && random.nextInt(5) == 0;
        stop = hurried || brokenOff ? null : pick(random, "stop", "stop", "stop", "error", "aborted");
        int count = random.nextInt(4) + (hurried || brokenOff ? 1 : 0);
        String sameId = random.nextInt(6) == 0 ? "same" : null;
        for (int i = 0; i < count; i++) {
            String id =
                    sameId != null ? sameId : pick(random, "c" + i, "call_" + number + "_" + i, "x".repeat(300) + i);
            String tool = random.nextInt(10) == 0 ? "" : pick(random, "exec", "read", "write");
            calls.add(new Call(id, tool, number + "." + i, random.nextInt(4) == 0));
            tokens.add(1 + random.nextInt(1_000));
        }
        if (stop != null) {
            tokens.add(1 + random.nextInt(1_000));
        }
    }

    @SafeVarargs
    static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** What must be stored of a session's turns, in the order of the alphabet. */
    static List<String> expected(List<PlannedTurn> turns) {
        List<String> texts = new ArrayList<>();
        boolean running = true;
        for (int i = turns.size() - 1; i >= 0; i--) {
            PlannedTurn turn = turns.get(i);
            running &= turn.isBrokenOff() || turn.hurried;
            texts.add(turn.expected(running));
        }
        texts.sort(null);
        return texts;
    }

    /** A turn waits for its results until a later one is over, so it runs as long as that one does. */
    private String expected(boolean running) {
        StringBuilder text = new StringBuilder(promptLost ? "" : message).append(" | ");
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            boolean open = i == calls.size() - 1 && isBrokenOff();
            if (!open) {
                text.append(call.tool().isEmpty() ? "unknown" : call.tool())
                        .append(' ')
                        .append(call.marker())
                        .append(call.failed() ? " failed, " : ", ");
            }
        }
        if (running) {
            return text + "| runs";
        }
        boolean lastFailed = !calls.isEmpty() && calls.get(calls.size() - 1).failed();
        String success = stop == null ? "null" : String.valueOf(stop.equals("stop") && !lastFailed);
        return text + "| success " + success + ", "
                + tokens.stream().mapToInt(Integer::intValue).sum() + " tokens";
    }

    /** Whether the transcript ends before the last result. */
    boolean isBrokenOff() {
        return stop == null && !hurried;
    }
}
