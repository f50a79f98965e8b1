package ai.openclaw.lightning.reward;

import ai.openclaw.lightning.model.TraceEvidence.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the tool calls of a trace say about how it went. Pure. */
final class CallSignals {

    private static final int MOSTLY_CALLS_MIN = 5;
    private static final int LOOP_CALLS = 3;

    /** Arguments that hold a command. What a file's text says about tests is no run of them. */
    private static final Set<String> COMMAND_ARGUMENTS = Set.of("command", "cmd", "script", "code");

    private static final Pattern TESTS = Pattern.compile(
            "\\b(pytest|unittest|tox|jest|vitest|mocha|rspec|phpunit|ctest|(npm|yarn|pnpm|bun)( run)? (test|build)"
                    + "|(cargo|go|dotnet|swift) (test|build|check|vet)|mvnw? [^\"|;&]{0,80}?(test|verify|package|compile)"
                    + "|gradlew? [^\"|;&]{0,80}?(test|build|check)|make (test|check|all)|tsc|cmake --build)\\b");
    private static final Pattern COMMIT = Pattern.compile("\\bgit (-C \\S{1,200} )?commit\\b");
    private static final Pattern REVERT =
            Pattern.compile("\\bgit (-C \\S{1,200} )?(revert\\b|reset --hard\\b|restore\\b|checkout (--|\\.))");

    private CallSignals() {}

    /** Adds what the calls of a trace say to what was said about it. */
    static void add(List<Call> calls, Set<OutcomeSignal> signals) {
        long failed = calls.stream().filter(call -> call.errorHead() != null).count();
        if (calls.size() >= MOSTLY_CALLS_MIN && 2 * failed >= calls.size()) {
            signals.add(OutcomeSignal.MOSTLY_FAILED);
        }
        // A run that ended with an error mostly did so because its last call failed; that counts once.
        boolean lastFailed = !calls.isEmpty() && calls.get(calls.size() - 1).errorHead() != null;
        if (lastFailed && !signals.contains(OutcomeSignal.ENDED_BADLY)) {
            signals.add(OutcomeSignal.LAST_CALL_FAILED);
        }
        if (!signals.contains(OutcomeSignal.SIGN_OF_FAILURE) && loops(calls)) {
            signals.add(OutcomeSignal.LOOPED);
        }
        for (Call call : calls) {
            if (call.paramsHead() != null && isCommand(call)) {
                command(call, signals);
            }
        }
    }

    private static boolean isCommand(Call call) {
        return call.argumentNames().stream()
                .anyMatch(name -> COMMAND_ARGUMENTS.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static void command(Call call, Set<OutcomeSignal> signals) {
        boolean failed = call.errorHead() != null;
        if (TESTS.matcher(call.paramsHead()).find()) {
            signals.remove(failed ? OutcomeSignal.TESTS_PASSED : OutcomeSignal.TESTS_FAILED);
            signals.add(failed ? OutcomeSignal.TESTS_FAILED : OutcomeSignal.TESTS_PASSED);
        }
        if (!failed && COMMIT.matcher(call.paramsHead()).find()) {
            signals.add(OutcomeSignal.COMMITTED);
        }
        if (!failed && REVERT.matcher(call.paramsHead()).find()) {
            signals.add(OutcomeSignal.REVERTED);
        }
    }

    private static boolean loops(List<Call> calls) {
        Map<List<Object>, Integer> times = new HashMap<>();
        for (Call call : calls) {
            if (call.paramsHead() != null && call.resultEnds() != null) {
                List<Object> same = List.of(
                        call.toolName(),
                        call.paramsHead(),
                        call.paramsLength(),
                        call.resultEnds(),
                        call.resultLength());
                if (times.merge(same, 1, Integer::sum) >= LOOP_CALLS) {
                    return true;
                }
            }
        }
        return false;
    }
}
