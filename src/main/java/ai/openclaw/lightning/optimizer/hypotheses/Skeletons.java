package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.optimizer.ArgumentShape;
import ai.openclaw.lightning.optimizer.Identifier;
import ai.openclaw.lightning.optimizer.ScoredCall;
import ai.openclaw.lightning.optimizer.ScoredTrace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latest successes and failures of one agent as outlines: which tools, with arguments of how many words, and results
 * of which length. What was said in them stays out. Not thread-safe.
 */
public final class Skeletons {

    private static final int KEPT = 8;
    private static final int CALLS_MAX = 12;
    private static final int ARGUMENTS_MAX = 4;
    private static final int EXCERPT_MAX = 200;

    /**
     * One trace.
     *
     * @param request the beginning of the user's message, as stored; empty unless excerpts are wanted
     */
    public record Skeleton(String outline, String request, Object task) {}

    /** A success and a failure, of the same task if there are such. */
    public record Pair(Skeleton success, Skeleton failure) {}

    private final boolean excerpts;
    private final Deque<Skeleton> successes = new ArrayDeque<>();
    private final Deque<Skeleton> failures = new ArrayDeque<>();

    /** @param excerpts whether the beginnings of messages are kept, too */
    public Skeletons(boolean excerpts) {
        this.excerpts = excerpts;
    }

    /** Notes a trace that ended; one without an outcome or calls is no example. */
    public void note(ScoredTrace trace) {
        if (trace.outcome() == null || trace.calls().isEmpty()) {
            return;
        }
        Deque<Skeleton> kept = trace.outcome() >= 0.5 ? successes : failures;
        // The hash of a message: the message itself is not to be kept.
        Object task = trace.taskKey() != null ? trace.taskKey() : Objects.hashCode(trace.firstMessage());
        kept.addFirst(new Skeleton(outline(trace), excerpts ? excerpt(trace.firstMessage()) : "", task));
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
    }

    /** Empty until there is one of each. */
    public Optional<Pair> pair() {
        if (successes.isEmpty() || failures.isEmpty()) {
            return Optional.empty();
        }
        for (Skeleton failure : failures) {
            for (Skeleton success : successes) {
                if (success.task().equals(failure.task())) {
                    return Optional.of(new Pair(success, failure));
                }
            }
        }
        return Optional.of(new Pair(successes.getFirst(), failures.getFirst()));
    }

    private static String excerpt(String message) {
        return message == null ? "" : Names.printable(message.substring(0, Math.min(EXCERPT_MAX, message.length())));
    }

    private static String outline(ScoredTrace trace) {
        String calls =
                trace.calls().stream().limit(CALLS_MAX).map(Skeletons::call).collect(Collectors.joining(" -> "));
        int more = trace.calls().size() - CALLS_MAX;
        return more > 0 ? calls + " -> " + more + " more" : calls;
    }

    private static String call(ScoredCall call) {
        String arguments = new TreeMap<>(call.argumentShapes())
                .entrySet().stream()
                        .filter(argument -> Identifier.isSafe(argument.getKey()))
                        .limit(ARGUMENTS_MAX)
                        .map(Skeletons::argument)
                        .collect(Collectors.joining(" "));
        return Names.quoted(call.toolName()) + "(" + arguments + ")" + result(call);
    }

    private static String argument(Map.Entry<String, ArgumentShape> argument) {
        return Names.quoted(argument.getKey()) + ":" + argument.getValue().words() + "w"
                + (argument.getValue().fromRequest() ? ",grounded" : "");
    }

    private static String result(ScoredCall call) {
        if (call.errored()) {
            return call.errorClass() == null ? " failed" : " failed:" + call.errorClass();
        }
        if (call.resultShape() == null) {
            return "";
        }
        return call.resultShape().isEmpty()
                ? " empty"
                : " ok:" + amount(call.resultShape().bytes());
    }

    private static String amount(long bytes) {
        return bytes < 1_000 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1fk", bytes / 1_000.0);
    }
}
