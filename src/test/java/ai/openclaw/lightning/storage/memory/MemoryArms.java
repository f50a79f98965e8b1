package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.ArmAssignment;
import ai.openclaw.lightning.model.ArmTools;
import ai.openclaw.lightning.model.ArmTools.Calls;
import ai.openclaw.lightning.model.ArmTools.Use;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tools the arms of an experiment called. */
final class MemoryArms {

    private MemoryArms() {}

    static ArmTools tools(StoredTraces traces, ArmTools.Query query) {
        List<StoredTrace> seen = traces.byStart().stream()
                .filter(trace -> received(trace) >= query.from() && received(trace) <= query.until())
                .sorted(Comparator.comparingLong(MemoryArms::received)
                        .thenComparingLong(trace -> trace.id)
                        .reversed())
                .limit(ArmTools.TRACES_MAX + 1)
                .toList();
        List<Called> called = seen.stream()
                .flatMap(trace -> Stream.of(ArmAssignment.CONTROL, ArmAssignment.TREATMENT)
                        .filter(arm -> isIn(trace, query, arm))
                        .flatMap(arm -> trace.calls().stream().map(call -> new Called(arm, call))))
                .limit(ArmTools.CALLS_MAX)
                .toList();
        Map<String, Calls> untreated = calls(called, ArmAssignment.CONTROL);
        Map<String, Calls> treated = calls(called, ArmAssignment.TREATMENT);
        List<Use> tools = Stream.of(untreated, treated)
                .flatMap(calls -> calls.keySet().stream())
                .distinct()
                .map(tool -> new Use(
                        tool,
                        untreated.getOrDefault(tool, new Calls(0, 0)),
                        treated.getOrDefault(tool, new Calls(0, 0))))
                .sorted(Comparator.comparingLong((Use use) ->
                                -use.control().calls() - use.treatment().calls())
                        .thenComparing(Use::tool))
                .limit(ArmTools.TOOLS_MAX)
                .toList();
        return new ArmTools(
                of(seen, query, ArmAssignment.CONTROL),
                of(seen, query, ArmAssignment.TREATMENT),
                tools,
                seen.size() <= ArmTools.TRACES_MAX && called.size() < ArmTools.CALLS_MAX);
    }

    private static long received(StoredTrace trace) {
        return trace.state.receivedAt();
    }

    private record Called(String arm, StoredCall call) {}

    private static long of(List<StoredTrace> seen, ArmTools.Query query, String arm) {
        return seen.stream().filter(trace -> isIn(trace, query, arm)).count();
    }

    private static boolean isIn(StoredTrace trace, ArmTools.Query query, String arm) {
        return !trace.state.open()
                && trace.text().arms().stream()
                        .anyMatch(one -> one.experiment().equals(query.experimentId())
                                && one.arm().equals(arm));
    }

    private static Map<String, Calls> calls(List<Called> called, String arm) {
        return called.stream()
                .filter(one -> one.arm().equals(arm))
                .map(Called::call)
                .collect(Collectors.groupingBy(
                        StoredCall::toolName,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                all -> new Calls(
                                        all.size(),
                                        all.stream()
                                                .filter(call -> call.error() != null)
                                                .count()))));
    }
}
