package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.terminal.OutputStyle;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class LightningTest {

    @TempDir
    Path folder;

    static Stream<String> commands() {
        return CommandNames.GROUPS.values().stream()
                .flatMap(List::stream)
                .map(CommandNames::nameOf)
                .filter(name -> !name.equals("help") && !name.startsWith("rehearse"));
    }

    @Test
    void logs_followedBeforeThereIsALog_saysWhatItWaitsFor() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        CommandContext context = new CommandContext(Map.of(), stream, stream, OutputStyle.PLAIN);
        Thread command = new Thread(() -> CommandTree.execute(context, "logs", "-f", "--home", folder.toString()));
        command.start();
        try {
            Eventually.until(() -> said.size() > 0);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains(folder.resolve("logs/bridge.log") + " has no lines yet; waiting for the first one");
        } finally {
            command.interrupt();
            command.join();
        }
    }

    /** The log has lines; nobody asked for any. */
    @Test
    void logs_noneWanted_saysNothing() throws Exception {
        Path log = new Home(folder).logFile();
        Files.createDirectories(log.getParent());
        Files.writeString(log, "2026-11-29T03:47:02.123Z INFO bridge: it runs\n");

        CommandRun run = CommandRun.on(folder, "logs", "-n", "0");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out() + run.err()).isEmpty();
    }

    /** A bridge that runs keeps its settings, but a mistake in the flags is still one. */
    @Test
    void start_impossiblePortWhileOneRuns_refused() throws Exception {
        Path home = folder.resolve("home");
        try (FakeBridge bridge = new FakeBridge(new Home(home), Map.of())) {
            CommandRun run = CommandRun.on(home, "start", "--port", "99999");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("bridge.port", "from 0 to 65535");
            assertThat(bridge.asked()).isEmpty();
        }
    }

    @Test
    void doctor_newHome_saysThatNothingIsThereYet() {
        Path home = folder.resolve("new");

        String out = CommandRun.on(home, "doctor").out();

        assertThat(out)
                .contains("the first start puts SQLite's library in " + home.resolve("cache"))
                .contains("nothing is stored yet; the first start makes " + home.resolve("storage"));
        assertThat(home).doesNotExist();
    }

    /** Whatever doctor prints, the table of its checks explains. */
    @Test
    void docs_everyCheckOfDoctor_hasARow() throws Exception {
        JsonNode checks =
                CommandRun.on(folder.resolve("new"), "doctor", "--json").json().get("checks");
        String docs = Files.readString(Path.of("docs/commands.md"));

        assertThat(checks).hasSizeGreaterThan(10);
        assertThat(checks)
                .allSatisfy(check ->
                        assertThat(docs).contains("\n| " + check.get("check").asText() + " | "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_everyCommand_saysWhatItDoes(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Usage: lightning " + command);
        assertThat(run.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    /** Whichever command takes settings, and whichever way they are written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --set bridge.api_key=correct-horse-battery",
                "run --port 0 --set=bridge.api_key=correct-horse-battery",
                "start --set bridge.api_key=correct-horse-battery",
                "start --set retention.days=7 --set bridge.api_key=correct-horse-battery",
                "restart --set bridge.api_key=correct-horse-battery"
            })
    void set_secret_isRefusedAsWrongUsage(String line) {
        Path home = folder.resolve("home");
        CommandRun run = CommandRun.on(home, line.split(" "));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        if (!line.startsWith("run")) { // which speaks to the process's own stderr
            assertThat(run.err())
                    .contains("bridge.api_key: is a secret", "LIGHTNING_BRIDGE_API_KEY")
                    .doesNotContain("horse");
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void help_ofAll_namesEveryCommand() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(commands()).allSatisfy(name -> assertThat(run.out()).containsPattern("(?m)^  " + name + " "));
    }

    @Test
    void names_ofTheClasses_thoseThatAreTyped() {
        assertThat(CommandNames.GROUPS.values().stream().flatMap(List::stream))
                .allSatisfy(command -> assertThat(CommandNames.nameOf(command))
                        .isEqualTo(command.getAnnotation(Command.class).name()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void docs_everyCommand_hasARow(String command) throws IOException {
        assertThat(Files.readString(Path.of("docs/commands.md"))).contains("\n| `lightning " + command + "` |");
    }

    @Test
    void execute_unknownCommand_usage() {
        CommandRun run = CommandRun.of("rum");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("run");
    }

    @Test
    void ask_nothingRuns_exit3SayingHowToStart() {
        CommandRun run = CommandRun.of("stats", "--home", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no bridge is running on " + folder, "lightning start");
    }

    @Test
    void run_badSetting_usageNamingIt() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"bridge\": {\"prot\": 1}}");

        Said said = run(new RunFlags(folder.toString(), Map.of(), false));

        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.text()).contains("bridge.prot", "did you mean bridge.port?");
    }

    @Test
    void run_portTaken_saysByWhom() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = holder.getLocalPort();
            Said said = run(new RunFlags(folder.toString(), Map.of("bridge.port", String.valueOf(port)), false));

            assertThat(said.code()).isEqualTo(ExitCode.PORT_TAKEN);
            assertThat(said.text()).contains("port " + port + " is taken by another program", "--port");
            if (Files.exists(Path.of("/proc/net/tcp"))) {
                assertThat(said.text())
                        .contains("process " + ProcessHandle.current().pid());
            }
        }
    }

    private record Said(int code, String text) {}

    private static Said run(RunFlags flags) {
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        int code = new Runner(Map.of(), new PrintStream(talk, true, StandardCharsets.UTF_8)).run(flags);
        return new Said(code, talk.toString(StandardCharsets.UTF_8));
    }
}
