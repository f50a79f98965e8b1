package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a command prints fits the terminal, and nobody finds half a word or half a path in it. */
class WidthTest {

    private static final String SESSION = "agent:main:whatsapp:direct:+4917612345678";
    private static final String TOOL = "mcp__company_filesystem__read_multiple_files";
    private static final String RULE = "When `" + TOOL + "` fails, call `list_allowed_directories` before you call `"
            + TOOL + "` again, and name the folder in the answer.";

    private static final List<String> READING = List.of(
            "version",
            "status",
            "stats",
            "traces",
            "traces show last",
            "traces show last --full",
            "suggestions",
            "suggestions show 0a1b2c",
            "suggestions accept 0a1b2c",
            "experiments",
            "experiments 742dd37a",
            "optimize --wait 0",
            "logs",
            "config show",
            "config show --origin",
            "config validate",
            "config path",
            "key show",
            "doctor",
            "check",
            "stats --tools 0x",
            "backup /tmp/there/is/no/such/folder/in/the/world/backup.db",
            "experiments nothing-of-this-kind");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void help_everyCommand_fits(int columns) {
        List<String> all = Stream.concat(
                        Stream.of(""),
                        LightningTest.commands().flatMap(command -> Stream.concat(Stream.of(command), inner(command))))
                .toList();
        assertThat(all).hasSizeGreaterThan(35);
        for (String command : all) {
            assertFits(command + " --help", Map.of(), columns);
        }
    }

    private static Stream<String> inner(String command) {
        return CommandTree.of(CommandContext.ofProcess())
                .getSubcommands()
                .get(command)
                .getSubcommands()
                .keySet()
                .stream()
                .map(name -> command + " " + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void output_everyReadingCommand_fits(int columns) throws IOException {
        Home home = new Home(folder.resolve("home"));
        try (FakeBridge bridge = new FakeBridge(home, answers())) {
            Files.createDirectories(home.logs());
            Files.writeString(home.logFile(), "2026-11-29T03:47:02.123Z WARN optimizer: " + RULE + "\n");
            for (String line : READING) {
                assertFits(line, Map.of("LIGHTNING_HOME", home.root().toString()), columns);
            }
            assertThat(bridge.asked()).hasSizeGreaterThan(READING.size());
        }
    }

    private static void assertFits(String line, Map<String, String> environment, int columns) {
        String[] words = line.strip().split(" ");
        CommandRun wide = CommandRun.with(environment, new OutputStyle(true, false, 10_000), words);
        CommandRun run = CommandRun.with(environment, new OutputStyle(true, false, columns), words);

        assertThat(run.out() + run.err()).as(line).isNotBlank();
        assertThat((run.out() + run.err()).lines())
                .as(line)
                .allSatisfy(one -> assertThat(one)
                        .satisfiesAnyOf(
                                fitting -> assertThat(fitting).hasSizeLessThanOrEqualTo(columns),
                                // What can't fit stays whole.
                                word -> assertThat(word.strip()).doesNotContain(" ")));
        assertThat(words(run)).as(line).isSubsetOf(words(wide));
        assertThat(run.code()).as(line).isEqualTo(wide.code());
    }

    /** Apart from the marks of a cut and of a line that goes on. */
    private static Set<String> words(CommandRun run) {
        Set<String> words = new HashSet<>();
        Arrays.stream((run.out() + run.err()).split("\\s+"))
                .filter(word -> !word.equals("\\"))
                .map(word -> word.replace("…", "").replaceAll("[0-9]+", "0")) // a clock goes on
                .forEach(words::add);
        return words;
    }

    private static Map<String, String> answers() {
        Map<String, String> answers = new HashMap<>();
        CannedBridge.answers().forEach((path, answer) -> answers.put(path, longer(answer)));
        answers.put("GET /stats", """
                {"total_traces":1234567,"total_sessions":1234567,"success_rate":0.5,"active_sessions":12,
                 "traces":{"open":3,"abandoned":1,"successes":600000,"failures":600000},
                 "tool_calls":{"count":12345678,"errors":123456},"rewards":{"count":123456,"mean":-0.12},
                 "storage":{"database_bytes":123456789012,"wal_bytes":1},"avg_latency_ms":1234.5,"tokens_used":1234567890,
                 "optimizer":{"suggestions":12,"experiments_running":1,"mode":"conservative","analyzed_traces":1234567,
                 "problem":"the plugin's optimizer com.example.optimizers.VeryParticularOptimizer failed: no such file"},
                 "tools":[{"tool_name":"%s","calls":1234567,"errors":12,"avg_duration_ms":123456},
                 {"tool_name":"bash","calls":3,"errors":1,"avg_duration_ms":3}],"other":{"calls":12,"errors":1}}\
                """.formatted(TOOL));
        answers.put("POST /optimize/run", "{}");
        return answers;
    }

    private static String longer(String answer) {
        return answer.replace("run_tests", TOOL)
                .replace("exp-1", "exp-742dd37aee5a")
                .replace("\"agent_id\":\"coder\"", "\"agent_id\":\"company-wide-coding-agent\"")
                .replace("s\\u001b[2J1", SESSION)
                .replace("After " + TOOL + " fails, call read_file.", RULE)
                .replace(
                        "fix \\u001b]0;owned\\u0007the \\u202etest",
                        "Please look into src/main/java/org/example/services/Billing.java, as "
                                + "the nightly job fails again; then tell me why nobody was told, and who should have been.")
                .replace(
                        "1 failed\\u009b31m",
                        "ENOENT: no such file or directory, open '/srv/company/shared/projects/billing/README.md'");
    }
}
