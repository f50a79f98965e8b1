package ai.openclaw.lightning.storage.memory;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.LearnedDocuments;
import ai.openclaw.lightning.model.LearnedDocuments.Document;
import ai.openclaw.lightning.model.StoredAssignment;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.model.TraceState;
import ai.openclaw.lightning.storage.ArmsJson;
import ai.openclaw.lightning.storage.LearningStore;
import ai.openclaw.lightning.storage.LearningStore.EvidencePage;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the optimizer keeps and reads, in memory. Not thread-safe. */
final class MemoryLearning {

    private final Map<String, Document> suggestions = new LinkedHashMap<>();
    private final Map<String, Document> experiments = new LinkedHashMap<>();
    private final Map<String, Document> memories = new LinkedHashMap<>();
    private final NavigableMap<Long, Assigned> assignments = new TreeMap<>();
    private final Map<String, Long> assignmentIds = new LinkedHashMap<>();
    private long lastAssignment;

    private record Assigned(String traceId, long at) {}

    void assigned(TraceState state) {
        if (!assignmentIds.containsKey(state.traceId())) {
            assignmentIds.put(state.traceId(), ++lastAssignment);
            assignments.put(lastAssignment, new Assigned(state.traceId(), state.lastEventAt()));
        }
    }

    void forget(String traceId) {
        Long id = assignmentIds.remove(traceId);
        if (id != null) {
            assignments.remove(id);
        }
    }

    List<StoredAssignment> assignments(StoredTraces traces, long afterId, int limit) {
        Page<StoredAssignment> page = new Page<>(limit, LearningStore.PAGE_CHARS_MAX, MemoryLearning::chars);
        for (Map.Entry<Long, Assigned> next :
                assignments.tailMap(afterId, false).entrySet()) {
            if (!page.add(assignment(
                    next.getKey(), next.getValue(), traces.get(next.getValue().traceId())))) {
                break;
            }
        }
        return page.rows();
    }

    private static StoredAssignment assignment(long id, Assigned assigned, StoredTrace trace) {
        return new StoredAssignment(
                id,
                assigned.traceId(),
                trace.state.sessionKey(),
                assigned.at(),
                trace.state.labels(),
                head(begun(trace.text().message()), TraceEvidence.MESSAGE_MAX),
                trace.text().arms());
    }

    private static long chars(StoredAssignment one) {
        String arms = ArmsJson.of(one.arms());
        return length(one.message()) + length(arms);
    }

    LearnedDocuments learned() {
        return new LearnedDocuments(
                List.copyOf(suggestions.values()), List.copyOf(experiments.values()), List.copyOf(memories.values()));
    }

    void save(LearnedDocuments changed) {
        changed.suggestions().forEach(one -> suggestions.put(one.id(), one));
        changed.experiments().forEach(one -> experiments.put(one.id(), one));
        changed.memories().forEach(one -> memories.put(one.id(), one));
    }

    static long beforeNewest(StoredTraces traces, int count) {
        return traces.all().stream()
                .map(trace -> trace.id)
                .sorted(Comparator.reverseOrder())
                .skip(count)
                .findFirst()
                .orElse(0L);
    }

    static EvidencePage closedTraces(StoredTraces traces, long afterId, int limit) {
        List<StoredTrace> seen = traces.all().stream()
                .filter(trace -> trace.id > afterId)
                .limit(limit)
                .toList();
        Page<TraceEvidence> page = newPage();
        long last = afterId;
        for (StoredTrace trace : seen) {
            if (!trace.state.open() && !page.add(evidence(trace))) {
                return new EvidencePage(page.rows(), last, true);
            }
            last = trace.id;
        }
        return new EvidencePage(page.rows(), last, seen.size() == limit);
    }

    static List<TraceEvidence> evidence(StoredTraces traces, List<String> traceIds) {
        Page<TraceEvidence> page = newPage();
        page.addAll(traces.all().stream()
                .filter(trace -> traceIds.contains(trace.state.traceId()) && !trace.state.open())
                .map(MemoryLearning::evidence));
        return page.rows();
    }

    private static Page<TraceEvidence> newPage() {
        return new Page<>(Integer.MAX_VALUE, LearningStore.PAGE_CHARS_MAX, MemoryLearning::chars);
    }

    private static long chars(TraceEvidence one) {
        return length(one.message())
                + one.calls().stream()
                        .mapToLong(call -> 100
                                + call.toolName().length()
                                + length(call.paramsHead())
                                + length(String.join("", call.argumentNames()))
                                + length(call.resultEnds())
                                + length(call.errorHead()))
                        .sum();
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    private static TraceEvidence evidence(StoredTrace trace) {
        TraceState state = trace.state;
        var verdict = state.outcome().verdicts().counting();
        var reward = state.outcome().reward();
        return new TraceEvidence(
                trace.id,
                state.traceId(),
                state.sessionKey(),
                state.lifecycle().status(),
                state.labels(),
                state.receivedAt(),
                head(begun(trace.text().message()), TraceEvidence.MESSAGE_MAX),
                crashed(trace.text().endMetadata()),
                verdict == null ? null : verdict.success(),
                verdict == null ? null : verdict.source(),
                state.outcome().verdicts().others(),
                reward == null ? null : reward.value(),
                reward == null ? null : reward.source(),
                state.outcome().tokensUsed() == null
                        ? null
                        : state.outcome().tokensUsed().value(),
                trace.rewards().stream()
                        .filter(one -> one.expectedTokens() != null)
                        .max(Comparator.comparing(StoredReward::timestamp))
                        .map(StoredReward::expectedTokens)
                        .orElse(null),
                state.outcome().latencyMs() == null
                        ? null
                        : state.outcome().latencyMs().value(),
                trace.calls().stream()
                        .limit(TraceEvidence.CALLS_MAX)
                        .sorted(Comparator.comparing(StoredCall::timestamp).thenComparing(StoredCall::id))
                        .map(MemoryLearning::call)
                        .toList());
    }

    private static TraceEvidence.Call call(StoredCall call) {
        Content params = call.params();
        boolean cut = params != null && params.cut();
        Content result = call.result();
        return new TraceEvidence.Call(
                call.toolName(),
                head(begun(params), TraceEvidence.HEAD_MAX),
                cut
                        ? object(params).getLong("bytes")
                        : params == null ? 0 : params.text().length(),
                (cut ? new JsonObject() : object(params))
                        .fieldNames().stream()
                                .limit(TraceEvidence.ARGUMENTS_MAX)
                                .map(name -> head(name, 100))
                                .toList(),
                ends(begun(result), TraceEvidence.RESULT_END_MAX),
                bytes(result),
                head(begun(call.error()), TraceEvidence.ERROR_MAX),
                call.exitCode(),
                call.durationMs());
    }

    private static boolean crashed(Content metadata) {
        return Boolean.TRUE.equals(object(metadata).getValue("crashed"));
    }

    /** What was said, as far as it is stored: not the object that stands for what was cut. */
    private static String begun(Content content) {
        return content == null ? null : content.cut() ? object(content).getString("head") : content.text();
    }

    private static JsonObject object(Content json) {
        try {
            return json == null || !json.text().startsWith("{") ? new JsonObject() : new JsonObject(json.text());
        } catch (DecodeException notJson) {
            return new JsonObject();
        }
    }

    private static long bytes(Content result) {
        if (result == null) {
            return 0;
        }
        return result.cut() ? object(result).getLong("bytes") : result.text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String ends(String text, int max) {
        return text == null ? null : head(text, max) + text.substring(Math.max(0, text.length() - max));
    }

    private static String head(String text, int max) {
        return text == null || text.length() <= max ? text : text.substring(0, max);
    }
}
