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
        List<StoredTrace> control = of(seen, query, ArmAssignment.CONTROL);
        List<StoredTrace> treatment = of(seen, query, ArmAssignment.TREATMENT);
        Map<String, Calls> untreated = calls(control);
        Map<String, Calls> treated = calls(treatment);
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
        return new ArmTools(control.size(), treatment.size(), tools, seen.size() <= ArmTools.TRACES_MAX);
    }

    private static long received(StoredTrace trace) {
        return trace.state.receivedAt();
    }

    private static List<StoredTrace> of(List<StoredTrace> seen, ArmTools.Query query, String arm) {
        return seen.stream()
                .filter(trace -> !trace.state.open())
                .filter(trace -> trace.text().arms().stream()
                        .anyMatch(one -> one.experiment().equals(query.experimentId())
                                && one.arm().equals(arm)))
                .toList();
    }

    private static Map<String, Calls> calls(List<StoredTrace> traces) {
        return traces.stream()
                .flatMap(trace -> trace.calls().stream())
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
