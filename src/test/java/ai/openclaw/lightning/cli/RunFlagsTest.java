package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFlagsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --port 0",
                "run --port=0 --home /tmp/x",
                "run --home=/tmp/x --set retention.days=7 --set=logging.level=debug",
                "run --set masking.extra_patterns=a=b",
                "run --background --home /tmp/x"
            })
    void of_plainRun_sameAsPicocli(String line) {
        String[] arguments = line.split(" ");
        RunCommand command = new RunCommand();
        new picocli.CommandLine(command).parseArgs(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));

        assertThat(RunFlags.of(arguments)).contains(command.flags());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "run --help",
                "run --port",
                "run --prot 1",
                "run --set port",
                "run --port 1 --port 2",
                "run extra",
                "--help"
            })
    void of_anythingElse_leftToPicocli(String line) {
        assertThat(RunFlags.of(line.split(" "))).isEmpty();
    }

    @Test
    void of_noArguments_leftToPicocli() {
        assertThat(RunFlags.of(new String[0])).isEmpty();
        assertThat(new RunFlags(null, Map.of(), false).home()).isNull();
    }
}
