package ai.openclaw.lightning.optimizer.mining;

import ai.openclaw.lightning.optimizer.ArgumentShape;
import ai.openclaw.lightning.optimizer.ResultShape;
import ai.openclaw.lightning.optimizer.ScoredCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** What agents do of whom one decision matters, each of a kind that one family of decisions is about. */
final class FamilyWorlds {

    private FamilyWorlds() {}

    /** A text of so many words. */
    static ScoredCall text(String tool, int words, boolean fromRequest) {
        return new ScoredCall(
                tool,
                "w" + words,
                Set.of("x"),
                Map.of("x", new ArgumentShape(words, fromRequest)),
                null,
                null,
                false,
                null,
                null,
                null);
    }

    static ScoredCall call(String tool, String params, boolean errored) {
        return errored ? failed(tool, params, null) : found(tool, params, params, 40);
    }

    static ScoredCall failed(String tool, String params, String errorClass) {
        return new ScoredCall(tool, params, Set.of("x"), Map.of(), null, null, true, errorClass, null, null);
    }

    /** A call with a result of so many bytes, none for nothing. */
    static ScoredCall found(String tool, String params, String result, int bytes) {
        return new ScoredCall(
                tool,
                params,
                Set.of("x"),
                Map.of(),
                result,
                new ResultShape(bytes, bytes == 0),
                false,
                null,
                null,
                null);
    }

    /** What one trace does whose agent decides well, or not. */
    interface World {
        List<ScoredCall> calls(boolean good, int i, SplittableRandom random);
    }

    /** Work of random length, so that what matters stands at no fixed place. */
    private static List<ScoredCall> work(int i, SplittableRandom random) {
        List<ScoredCall> calls = new ArrayList<>();
        int length = 4 + random.nextInt(4);
        for (int step = 0; step < length; step++) {
            calls.add(call("think", i + "-" + step, false));
        }
        return calls;
    }

    static List<ScoredCall> checksBeforeTheEnd(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        if (good) {
            calls.add(1 + random.nextInt(calls.size() - 1), call("check", "all", false));
        }
        calls.add(call("submit", "answer", false));
        return calls;
    }

    static List<ScoredCall> mendsBeforeTheEnd(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        calls.add(call("test", "all", true));
        if (good) {
            calls.add(call("think", "again " + i, false));
        }
        calls.add(call("submit", "answer", false));
        return calls;
    }

    static List<ScoredCall> opensBeforeEditing(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        if (good) {
            calls.add(1 + random.nextInt(calls.size() - 1), call("open", "file", false));
        }
        calls.add(call("edit", "line " + i, false));
        calls.addAll(work(i + 10_000, random));
        return calls;
    }

    static List<ScoredCall> verifiesLate(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        calls.add(call("fix", "line " + i, true));
        calls.add(call(good ? "verify" : "think", "so " + i, false));
        calls.addAll(work(i + 10_000, random));
        return calls;
    }

    static List<ScoredCall> asksInTheUsersWords(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        calls.add(text("search", 3, good));
        calls.addAll(work(i + 10_000, random));
        return calls;
    }

    static List<ScoredCall> answersBriefly(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        calls.add(text("submit", good ? 2 + random.nextInt(2) : 20 + random.nextInt(9), false));
        return calls;
    }

    static List<ScoredCall> answersInFull(boolean good, int i, SplittableRandom random) {
        return answersBriefly(!good, i, random);
    }

    /** Only one class of errors calls for help; after the others it changes nothing. */
    static List<ScoredCall> installsWhatIsMissing(boolean good, int i, SplittableRandom random) {
        List<ScoredCall> calls = work(i, random);
        calls.add(failed("run", "other " + i, "exit code 1"));
        calls.add(call(random.nextBoolean() ? "install" : "think", "any " + i, false));
        calls.add(failed("run", "line " + i, "exit code 127"));
        calls.add(call(good ? "install" : "think", "so " + i, false));
        calls.addAll(work(i + 10_000, random));
        return calls;
    }

    private static List<ScoredCall> searches(boolean good, int i, SplittableRandom random, ScoredCall last) {
        List<ScoredCall> calls = work(i, random);
        calls.add(found("search", "first " + i, "page " + i, 100 + random.nextInt(100)));
        calls.add(call(random.nextBoolean() ? "browse" : "think", "any " + i, false));
        calls.add(last);
        calls.add(call(good ? "browse" : "think", "so " + i, false));
        calls.addAll(work(i + 10_000, random));
        return calls;
    }

    static List<ScoredCall> browsesAfterNothing(boolean good, int i, SplittableRandom random) {
        return searches(good, i, random, found("search", "again " + i, "", 0));
    }

    static List<ScoredCall> browsesAfterMuch(boolean good, int i, SplittableRandom random) {
        return searches(good, i, random, found("search", "again " + i, "book " + i, 5_000));
    }

    static List<ScoredCall> browsesAfterTheSame(boolean good, int i, SplittableRandom random) {
        return searches(good, i, random, found("search", "again " + i, "page " + i, 100));
    }
}
