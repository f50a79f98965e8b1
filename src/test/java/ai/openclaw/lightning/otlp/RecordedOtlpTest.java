package ai.openclaw.lightning.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Sha256;
import ai.openclaw.lightning.otlp.Recorded.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real exporters sent becomes the traces of what their agents did, in whatever order it comes. */
class RecordedOtlpTest {

    private static final int SEEDS = 50;

    private static List<Request> requests(String client) {
        return client.endsWith(".jsonl") ? Recorded.lines(client) : Recorded.of(client);
    }

    private static Gathered gathered(List<Request> requests) {
        Gathered gathered = new Gathered();
        requests.forEach(request -> gathered.add(Gathered.decode(request).items()));
        return gathered.after(10_000);
    }

    private static void assertTold(String client, String expected) {
        assertThat(gathered(requests(client)).told()).isEqualTo(expected);
    }

    @Test
    void pydanticAi_twoRunsOfOneConversation_areTwoTraces() {
        assertTold("pydantic-ai-otel", """
                start 01a22300-aed7-7265-99dc-38972ed200e9 | builder | fake-1 | And now?
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> "no such file: nope.txt" failed: no such file: nope.txt
                reward client tokens 318 success null value null
                end null
                start 01a22300-aed7-7265-99dc-38972ed200e9 | builder | fake-1 | Why does the build fail?
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> "no such file: nope.txt" failed: no such file: nope.txt
                reward client tokens 219 success null value null
                end null
                """);
    }

    @Test
    void openAiAgents_aHandOver_isOneTraceOfTheFirstAgent() {
        assertTold("openai-agents-openinference", """
                start sess-42 | triage | null | null
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> "An error occurred while running the tool. Please try again." failed: Error running tool (non-fatal): {'tool_name': 'read_file', 'error': 'Tool execution failed. Error details are redacted.'}
                reward client tokens null success null value null
                end null
                """);
    }

    @Test
    void langGraph_bareArguments_comeFromWhoAskedForTheCall() {
        assertTold("langgraph-openinference", """
                start sess-42 | builder | null | And now?
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> - failed: no such file: nope.txt
                call run_tests {"path":"tests/b"} -> {"failed":1,"names":["test_login"]}
                reward client tokens 405 success null value null
                end null
                start sess-42 | builder | null | Why does the build fail?
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> - failed: no such file: nope.txt
                call run_tests {"path":"tests/b"} -> {"failed":1,"names":["test_login"]}
                reward client tokens 405 success null value null
                end null
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vercel-ai", "vercel-ai-json"})
    void vercelAi_noSession_isOneTraceWithoutOne(String client) {
        assertTold(client, """
                start null | builder | fake-1 | Why does the build fail?
                call run_tests {"path":"tests/"} -> {"failed":1,"names":["test_login"]}
                call read_file {"path":"nope.txt"} -> - failed: no such file: nope.txt
                reward client tokens 405 success null value null
                end null
                """);
    }

    @Test
    void codex_logRecords_areTheTraceAndFewOfItsSpansAreKept() {
        assertTold("codex", """
                start 01a22302-6e6e-7810-a108-4e73b83d2fc1 | codex | fake-1 | Why does the build fail?
                call exec_command {"cmd":"cat a.txt"} -> "Chunk ID: 9425ac\\nWall time: 0.0000 seconds\\nProcess exited with code 0\\nOriginal token count: 2\\nOutput:\\nhello\\n"
                call exec_command {"cmd":"cat nope.txt"} -> "Chunk ID: 6b56df\\nWall time: 0.0000 seconds\\nProcess exited with code 1\\nOriginal token count: 11\\nOutput:\\ncat: nope.txt: No such file or directory\\n" failed: cat: nope.txt: No such file or directory
                reward client tokens 405 success null value null
                end null
                """);
        List<Request> spans = Recorded.of("codex").stream()
                .filter(request -> request.path().equals("/v1/traces"))
                .toList();
        assertThat(spans.stream()
                        .mapToInt(request -> Gathered.decode(request).foreign())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void codex_spansAlone_areTheSameTraceWithoutContents() {
        Gathered both = gathered(requests("codex"));
        List<Request> alone = requests("codex").stream()
                .filter(request -> request.path().equals("/v1/traces"))
                .toList();
        Gathered spans = gathered(alone);
        assertThat(spans.told()).isEqualTo("""
                start 01a22302-6e6e-7810-a108-4e73b83d2fc1 | codex | fake-1 | null
                call exec_command - -> -
                call exec_command - -> -
                reward client tokens 405 success null value null
                end null
                """);
        assertThat(spans.traces().keySet()).isEqualTo(both.traces().keySet());
        List<Request> reversed = Requests.apart(alone);
        Collections.reverse(reversed);
        assertThat(gathered(reversed).traces()).isEqualTo(spans.traces());
    }

    @Test
    void codex_logRecordsAlone_areATraceThatIsOpenUntilTheNextPrompt() {
        Gathered logs = gathered(requests("codex").stream()
                .filter(request -> request.path().equals("/v1/logs"))
                .toList());
        assertThat(logs.told())
                .startsWith("start 01a22302-6e6e-7810-a108-4e73b83d2fc1 | codex | fake-1 | Why does the build fail?")
                .contains("call exec_command {\"cmd\":\"cat nope.txt\"}")
                .contains("tokens 405")
                .doesNotContain("end ");
    }

    @Test
    void claudeCode_logRecordsAndSpans_areOneTraceThatHooksWouldMakeToo() {
        Gathered gathered = gathered(Recorded.lines("claude-code-2.1.332-otlp.jsonl"));
        assertThat(gathered.told()).isEqualTo("""
                start 0d829bf4-c648-482b-99d8-24a857aa222a | claude-code | claude-opus-5-5 | Say hello with the shell
                call Bash {"command":"echo hello","description":"say hello"} -> -
                call Read {"file_path":"/home/dev/project/missing.txt"} -> - failed: File does not exist. Note: your current working directory is /home/dev/project.
                call Bash {"command":"exit 3","description":"fail"} -> - failed: Shell command failed
                reward client tokens 500 success null value null
                end null
                """);
        assertThat(gathered.traces().keySet())
                .containsExactly(Sha256.hex("claude-code|2b6d8929-b428-4450-b86a-800647176362", 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pydantic-ai-otel",
                "openai-agents-openinference",
                "langgraph-openinference",
                "vercel-ai",
                "vercel-ai-json",
                "codex",
                "claude-code-2.1.332-otlp.jsonl",
                "claude-code-2.1.332-otlp-protobuf.jsonl",
                "codex-0.171.0-otlp.jsonl"
            })
    void order_anyAndEachTwice_isTheSameTraces(String client) {
        List<Request> requests = requests(client);
        Map<String, List<String>> expected = gathered(requests).traces();
        assertThat(expected).isNotEmpty();

        List<Request> reversed = Requests.apart(requests);
        Collections.reverse(reversed);
        assertThat(gathered(reversed).traces()).isEqualTo(expected);
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Request> twice = Requests.apart(requests);
            twice.addAll(List.copyOf(twice));
            Collections.shuffle(twice, random);
            assertThat(gathered(regrouped(twice, random)).traces())
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    /** Requests of some records each. */
    private static List<Request> regrouped(List<Request> single, Random random) {
        List<Request> requests = new ArrayList<>();
        List<Request> some = new ArrayList<>();
        for (Request request : single) {
            boolean fits = some.isEmpty()
                    || (some.get(0).path().equals(request.path())
                            && some.get(0).contentType().equals(request.contentType()));
            if (!fits || random.nextInt(4) == 0) {
                requests.add(some.isEmpty() ? request : Requests.together(some));
                some = some.isEmpty() ? some : new ArrayList<>();
                if (!fits) {
                    some.add(request);
                    continue;
                }
            }
            some.add(request);
        }
        if (!some.isEmpty()) {
            requests.add(Requests.together(some));
        }
        return requests;
    }
}
