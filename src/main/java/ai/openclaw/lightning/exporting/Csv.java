package ai.openclaw.lightning.exporting;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Trace;
import ai.openclaw.lightning.model.TraceDetail.StoredCall;
import ai.openclaw.lightning.model.TraceDetail.StoredReward;
import ai.openclaw.lightning.storage.TraceSink;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one trace per row, without its tool calls and rewards, as RFC 4180 defines. A spreadsheet reads a cell that
 * begins with {@code = + - @}, a tab or a line end as a formula, and traces hold text from strangers, so an apostrophe
 * is put in front of such text.
 */
public final class Csv implements TraceSink {

    private static final String HEADER =
            "trace_id,session_key,status,start_time,end_time,duration_ms,success,failure,reward,"
                    + "tokens_used,latency_ms,agent_id,model,task_key,prompt_version,origin,parent_trace_id,tool_count,tool_errors,tools_used,rewards,"
                    + "message,metadata,end_metadata,message_cut,metadata_cut,end_metadata_cut\r\n";

    /** The last four are the full-width forms of the first, which some spreadsheets treat alike. */
    private static final String FORMULA_STARTS = "=+-@\t\n\uff1d\uff0b\uff0d\uff20";

    private final Writer out;
    private Head head;
    private long errors;
    private long rewards;

    /** Writes the header. The caller flushes and closes the writer. */
    public Csv(Writer out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    @Override
    public void begin(Head next) {
        head = next;
        errors = 0;
        rewards = 0;
    }

    @Override
    public void calls(List<StoredCall> calls) {
        errors += calls.stream().filter(call -> call.error() != null).count();
    }

    @Override
    public void rewards(List<StoredReward> more) {
        rewards += more.size();
    }

    @Override
    public void end() throws IOException {
        Trace trace = head.trace();
        StringBuilder row = new StringBuilder();
        text(row, trace.traceId());
        text(row, trace.sessionKey());
        text(row, trace.status().jsonName());
        time(row, trace.startTime());
        time(row, trace.endTime());
        plain(row, trace.durationMs());
        plain(row, trace.success());
        text(row, trace.failure());
        plain(row, trace.reward());
        plain(row, trace.tokensUsed());
        plain(row, trace.latencyMs());
        text(row, trace.agentId());
        text(row, trace.model());
        text(row, trace.taskKey());
        text(row, trace.promptVersion());
        text(row, trace.origin().jsonName());
        text(row, trace.parentTraceId());
        plain(row, trace.toolCount());
        plain(row, errors);
        text(row, String.join(" ", trace.toolsUsed()));
        plain(row, rewards);
        List<Content> contents = Arrays.asList(trace.message(), head.startMetadata(), head.endMetadata());
        contents.forEach(content -> text(row, content == null ? null : content.text()));
        contents.forEach(content -> plain(row, content == null ? null : content.cut()));
        row.setLength(row.length() - 1);
        out.write(row.append("\r\n").toString());
    }

    private static void time(StringBuilder row, Long epochMs) {
        plain(row, epochMs == null ? null : Instant.ofEpochMilli(epochMs));
    }

    /** Numbers, booleans and times, which need no quoting. */
    private static void plain(StringBuilder row, Object value) {
        row.append(value == null ? "" : value).append(',');
    }

    private static void text(StringBuilder row, String value) {
        String visible = value == null ? "" : visible(value);
        if (!visible.isEmpty()) {
            row.append('"');
            if (FORMULA_STARTS.indexOf(visible.charAt(0)) >= 0) {
                row.append('\'');
            }
            row.append(visible.replace("\"", "\"\"")).append('"');
        }
        row.append(',');
    }

    private static String visible(String value) {
        StringBuilder visible = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (!VisibleText.isHidden(value.charAt(i))) {
                visible.append(value.charAt(i));
            }
        }
        return visible.toString();
    }
}
