package ai.openclaw.lightning.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.TraceEvent;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a tool call brings, what of it is stored, and what is answered. */
class ToolTraceTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    @AutoClose
    private final ServerUnderTest server = new ServerUnderTest();

    @Test
    void toolTrace_wholeCall_isStoredAndEchoed() throws Exception {
        var reply = server.post(
                "/tool/trace",
                String.format(Locale.ROOT, """
                {"trace_id":"%s","session_id":"s1","tool_name":"web_search","params":{"query":"say sesame","n":[1,2.5]},
                 "result":"fine","error":"no sesame","duration_ms":12.6,"call_id":"c1","timestamp":%d,"other":[{}]}
                """, TRACE_ID.toUpperCase(Locale.ROOT), ServerUnderTest.NOW - 5));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "{\"success\":true,\"trace_id\":\"%s\",\"session_key\":\"s1\",\"session_id\":\"s1\",\"traced\":true,\"tool_name\":\"web_search\"}",
                        TRACE_ID));
        assertThat(server.writer.stored)
                .containsExactly(new TraceEvent.ToolCall(
                        TRACE_ID,
                        "s1",
                        ServerUnderTest.NOW - 5,
                        "c1",
                        "web_search",
                        Content.whole("{\"query\":\"say [masked]\",\"n\":[1,2.5]}"),
                        Content.whole("\"fine\""),
                        Content.whole("no [masked]"),
                        null,
                        13L));
    }
}
