package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LightningTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "import", "version"})
    void help_everyCommand_saysWhatItDoes(String command) {
        StringWriter out = new StringWriter();
        int code = Lightning.commandLine().setOut(new PrintWriter(out)).execute(command, "--help");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Usage: lightning " + command);
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void execute_unknownCommand_usage() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Lightning.commandLine().setErr(new PrintWriter(err));

        assertThat(commandLine.execute("rum")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("run");
    }

    @Test
    void run_badSetting_usageNamingIt() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"bridge\": {\"prot\": 1}}");

        Said said = run(new RunFlags(folder.toString(), Map.of()));

        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.text()).contains("bridge.prot", "did you mean bridge.port?");
    }

    @Test
    void run_portTaken_saysByWhom() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = holder.getLocalPort();
            Said said = run(new RunFlags(folder.toString(), Map.of("bridge.port", String.valueOf(port))));

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
