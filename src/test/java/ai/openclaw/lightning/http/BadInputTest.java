package ai.openclaw.lightning.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the contract about bodies: the status, the problem, and that nothing was stored. */
class BadInputTest {

    @AutoClose
    private static final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void nothingIsStored() {
        assertThat(server.writer.stored).isEmpty();
    }

    @ParameterizedTest(name = "{0} {2} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            /tool/trace    | trace_id     | {"tool_name":"t"}
            /tool/trace    | tool_name    | {"session_key":"s"}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":null}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":""}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":5}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":["t"]}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":"\\ud800"}
            /tool/trace    | tool_name    | {"session_key":"s","tool_name":"a\\u0000"}
            /tool/trace    | session_key  | {"session_key":"","tool_name":"t"}
            /tool/trace    | session_key  | {"session_key":7,"tool_name":"t"}
            /tool/trace    | session_id   | {"session_id":{},"tool_name":"t"}
            /tool/trace    | session_key  | {"session_key":"a\\udc00b","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":"xyz","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":"0af7651916cd43dd8448eb211c80319","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":"0af7651916cd43dd8448eb211c80319cc","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":"0af7651916cd43dd8448eb211c80319g","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":"00000000000000000000000000000000","tool_name":"t"}
            /tool/trace    | trace_id     | {"trace_id":1,"tool_name":"t"}
            /tool/trace    | call_id      | {"session_key":"s","tool_name":"t","call_id":""}
            /tool/trace    | call_id      | {"session_key":"s","tool_name":"t","call_id":1}
            /tool/trace    | error        | {"session_key":"s","tool_name":"t","error":{"code":1}}
            /tool/trace    | duration_ms  | {"session_key":"s","tool_name":"t","duration_ms":-1}
            /tool/trace    | duration_ms  | {"session_key":"s","tool_name":"t","duration_ms":-0.1}
            /tool/trace    | duration_ms  | {"session_key":"s","tool_name":"t","duration_ms":"1"}
            /tool/trace    | duration_ms  | {"session_key":"s","tool_name":"t","duration_ms":1e300}
            /tool/trace    | duration_ms  | {"session_key":"s","tool_name":"t","duration_ms":1e999}
            /tool/trace    | params       | {"session_key":"s","tool_name":"t","params":{"a":[1e999]}}
            /tool/trace    | timestamp    | {"session_key":"s","tool_name":"t","timestamp":946684799999}
            /tool/trace    | timestamp    | {"session_key":"s","tool_name":"t","timestamp":1790086400001}
            /tool/trace    | timestamp    | {"session_key":"s","tool_name":"t","timestamp":"2026-01-01"}
            /tool/trace    | timestamp    | {"session_key":"s","tool_name":"t","timestamp":true}
            /session/start | message      | {"message":["hello"]}
            /session/start | message      | {"message":{"truncated":true,"bytes":9,"head":"h"}}
            /session/start | message      | {"message":{"truncated":true,"bytes":9,"head":"h"},"message_cut":false}
            /session/start | message      | {"message":"hello","message_cut":true}
            /session/start | message      | {"message_cut":true,"message":{"truncated":true,"bytes":9}}
            /session/start | message_cut  | {"message":"hello","message_cut":"yes"}
            /session/start | metadata     | {"metadata":{"truncated":false,"bytes":9,"head":"h"},"metadata_cut":true}
            /tool/trace    | params       | {"session_key":"s","tool_name":"t","params":[1],"params_cut":true}
            /tool/trace    | result       | {"session_key":"s","tool_name":"t","result":"{\\"truncated\\":true}","result_cut":true}
            /tool/trace    | error        | {"session_key":"s","tool_name":"t","error":{"truncated":true,"bytes":-1,"head":""},"error_cut":true}
            /tool/trace    | error        | {"session_key":"s","tool_name":"t","error":{"truncated":true,"bytes":1.5,"head":""},"error_cut":true}
            /tool/trace    | error        | {"session_key":"s","tool_name":"t","error":{"truncated":true,"bytes":9,"head":"","more":1},"error_cut":true}
            /session/start | agent_id     | {"agent_id":""}
            /session/start | model        | {"model":1}
            /session/start | task_key     | {"task_key":false}
            /session/start | prompt_version | {"prompt_version":3}
            /session/start | origin       | {"origin":"robot"}
            /session/start | origin       | {"origin":"User"}
            /session/start | origin       | {"origin":1}
            /session/start | parent_trace_id | {"parent_trace_id":"mine"}
            /tool/trace    | exit_code    | {"session_key":"s","tool_name":"t","exit_code":1.5}
            /tool/trace    | exit_code    | {"session_key":"s","tool_name":"t","exit_code":4294967296}
            /tool/trace    | exit_code    | {"session_key":"s","tool_name":"t","exit_code":"1"}
            /tool/trace    | exit_is_answer | {"session_key":"s","tool_name":"t","exit_code":1,"exit_is_answer":"yes"}
            /reward/emit   | failure      | {"session_key":"s","failure":"the tool failed"}
            /reward/emit   | failure      | {"session_key":"s","failure":"F234567890123456789012345678901234567890123456789012345678901234x"}
            /reward/emit   | failure      | {"session_key":"s","success":true,"failure":"tool_error"}
            /session/end   | failure      | {"session_key":"s","success":true,"failure":"tool_error"}
            /session/end   | failure      | {"session_key":"s","failure":""}
            /session/start | arms         | {"arms":{}}
            /session/start | arms         | {"arms":["x"]}
            /session/start | arms         | {"arms":[{"experiment":"e","arm":"treatment"}]}
            /session/start | arms         | {"arms":[{"experiment":"e","arm":"both","applied":true}]}
            /session/start | arms         | {"arms":[{"experiment":"","arm":"control","applied":true}]}
            /session/start | arms         | {"arms":[{"experiment":"e","arm":"control","applied":1}]}
            /session/start | arms         | {"arms":[{"experiment":"e","arm":"control","applied":true,"probability":1.1}]}
            /session/start | arms         | {"arms":[{"experiment":"e","arm":"control","applied":true,"probability":"1"}]}
            /reward/emit   | success      | {"session_key":"s"}
            /reward/emit   | success      | {"session_key":"s","source":"user","metadata":{}}
            /reward/emit   | success      | {"session_key":"s","success":"true"}
            /reward/emit   | success      | {"session_key":"s","success":1}
            /reward/emit   | value        | {"session_key":"s","value":1.01}
            /reward/emit   | value        | {"session_key":"s","value":-1.01}
            /reward/emit   | value        | {"session_key":"s","value":"1"}
            /reward/emit   | user_rating  | {"session_key":"s","user_rating":0.9}
            /reward/emit   | user_rating  | {"session_key":"s","user_rating":6}
            /reward/emit   | tokens_used  | {"session_key":"s","tokens_used":-1}
            /reward/emit   | tokens_used  | {"session_key":"s","tokens_used":1.5}
            /reward/emit   | tokens_used  | {"session_key":"s","tokens_used":99999999999999999999}
            /reward/emit   | expected_tokens | {"session_key":"s","expected_tokens":"many"}
            /reward/emit   | latency_ms   | {"session_key":"s","latency_ms":-5}
            /reward/emit   | duration     | {"session_key":"s","duration":-5}
            /reward/emit   | source       | {"session_key":"s","success":true,"source":"end"}
            /reward/emit   | source       | {"session_key":"s","success":true,"source":"USER"}
            /reward/emit   | reward_id    | {"session_key":"s","success":true,"reward_id":""}
            /reward/emit   | trace_id     | {"success":true}
            /session/end   | trace_id     | {"success":true}
            /session/end   | success      | {"session_key":"s","success":[]}
            /v1/events     | events       | {}
            /v1/events     | events       | {"events":null}
            /v1/events     | events       | {"events":{}}
            /v1/events     | events       | {"events":[],"events":7}
            """)
    void field_wrong_isNamed(String path, String field, String body) throws IOException {
        var reply = server.post(path, body);
        assertProblem(reply, 400, "Bad Request");
        assertThat(reply.json().get("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "[]",
                "7",
                "\"text\"",
                "null",
                "{",
                "{\"session_key\":\"s\"",
                "{\"session_key\":\"s\",\"tool_name\":\"t\"",
                "{\"session_key\":\"s\",\"tool_name\":\"t\"}}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\"} x",
                "{\"session_key\":\"s\",\"tool_name\":\"t\"}{}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\",}",
                "{'session_key':'s','tool_name':'t'}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\",\"duration_ms\":NaN}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\",\"params\":{\"a\":Infinity}}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\",\"params\":-Infinity}",
                "{\"session_key\":\"s\",\"tool_name\":\"t\"} // done",
                "{\"session_key\":\"s\",\"tool_name\":\"line\nbreak\"}",
            })
    void body_notOneJsonObject_is400(String body) throws IOException {
        for (String path : new String[] {"/tool/trace", "/v1/events"}) {
            assertProblem(server.post(path, body), 400, "Bad Request");
        }
    }

    @Test
    void body_echo_neverHappens() throws IOException {
        for (String body : new String[] {
            "{\"session_key\":\"s\",\"tool_name\":hunter2}",
            "{\"session_key\":\"s\",\"source\":\"hunter2\",\"success\":true}",
            "{hunter2:1}"
        }) {
            assertThat(server.post("/reward/emit", body).text()).doesNotContain("hunter2");
        }
    }

    @Test
    void body_notUtf8_is400() throws IOException {
        String json = "{\"session_key\":\"s\",\"tool_name\":\"\u00e9\"}";
        assertProblem(server.post("/tool/trace", json.getBytes(ISO_8859_1), ""), 400, "Bad Request");
        assertProblem(server.post("/tool/trace", json.getBytes(UTF_16LE), ""), 400, "Bad Request");
        byte[] surrogate = "{\"session_key\":\"s\",\"tool_name\":\"???\"}".getBytes(UTF_8);
        surrogate[surrogate.length - 5] = (byte) 0xED;
        surrogate[surrogate.length - 4] = (byte) 0xA0;
        surrogate[surrogate.length - 3] = (byte) 0x80;
        assertProblem(server.post("/tool/trace", surrogate, ""), 400, "Bad Request");
    }

    @Test
    void body_nestedTooDeep_is400() throws IOException {
        String json = "{\"session_key\":\"s\",\"tool_name\":\"t\",\"params\":" + "[".repeat(64) + "]".repeat(64) + "}";
        var reply = server.post("/tool/trace", json);
        assertProblem(reply, 400, "Bad Request");
        assertThat(reply.json().get("detail").asText()).contains("64");
    }

    @Test
    void name_of257Characters_is400() throws IOException {
        for (String name : new String[] {"x".repeat(257), "\uD83D\uDE00".repeat(257)}) {
            var reply = server.post("/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"" + name + "\"}");
            assertProblem(reply, 400, "Bad Request");
        }
    }

    @Test
    void number_ofThousandsOfDigits_is400() throws IOException {
        var reply = server.post(
                "/tool/trace", "{\"session_key\":\"s\",\"tool_name\":\"t\",\"params\":" + "9".repeat(5_000) + "}");
        assertProblem(reply, 400, "Bad Request");
    }

    @Test
    void batch_of1001Events_is413() throws IOException {
        String event = "{\"type\":\"session.end\",\"session_key\":\"s\"}";
        var reply = server.post("/v1/events", "{\"events\":[" + (event + ",").repeat(1_000) + event + "]}");
        assertProblem(reply, 413, "Request Entity Too Large");
    }

    @Test
    void batch_brokenAfterGoodEvents_storesNothing() throws IOException {
        String event = "{\"type\":\"session.end\",\"session_key\":\"s\"}";
        assertProblem(server.post("/v1/events", "{\"events\":[" + event + ",]}"), 400, "Bad Request");
        assertProblem(server.post("/v1/events", "{\"events\":[" + event + "]"), 400, "Bad Request");
    }

    @Test
    void batch_allBad_is200AndStoresNothing() throws IOException {
        var reply = server.post("/v1/events", "{\"events\":[{},{\"type\":\"tool.call\"}]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("accepted").asInt()).isZero();
        assertThat(reply.json().get("rejected")).hasSize(2);
    }

    static void assertProblem(RawConnection.Reply reply, int status, String title) throws IOException {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        var json = reply.json();
        assertThat(json.get("type").asText()).isEqualTo("about:blank");
        assertThat(json.get("title").asText()).isEqualTo(title);
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("success").asBoolean(true)).isFalse();
        assertThat(json.get("detail").asText())
                .isNotEmpty()
                .isEqualTo(json.get("error").asText());
    }
}
