package ai.openclaw.lightning.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.plugins.JarOf;
import ai.openclaw.lightning.storage.StoreFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's store that has nothing for commands: each says so in one sentence. */
final class StoreWithoutCommandsTest {

    @TempDir
    private Path home;

    @BeforeEach
    void plugin() throws Exception {
        new JarOf()
                .source("Quiet", """
                        import ai.openclaw.lightning.storage.*;
                        import io.vertx.core.Vertx;
                        public final class Quiet implements StoreFactory {
                            public String name() { return "quiet"; }
                            public Store store(Vertx vertx, StoreSettings settings) {
                                throw new UnsupportedOperationException();
                            }
                        }
                        """)
                .services(StoreFactory.class, "Quiet")
                .writeTo(home.resolve("plugins/quiet.jar"));
        Files.writeString(home.resolve("config.json"), "{\"storage\": {\"type\": \"quiet\"}}");
        Files.writeString(home.resolve("some.db"), "a backup");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new));
    }

    private void assertRefused(String command, String... arguments) {
        CommandRun run =
                run(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));

        assertThat(run.code()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("lightning: the store \"quiet\" does not support lightning " + command);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void commands_storeHasNoneOfThem_sayIt() {
        assertRefused("backup", home.resolve("copy.db").toString());
        assertRefused("export");
        assertRefused("restore", home.resolve("some.db").toString());
        assertRefused("check");
        assertRefused("check", "--repair");
        assertRefused("cleanup", "--older-than", "7d");
        assertRefused("cleanup", "--older-than", "7d", "--dry-run");
        assertThat(home.resolve("copy.db")).doesNotExist();
    }

    @Test
    void doctor_storeThatCantBeLookedAt_isNoFailure() {
        assertThat(run("doctor").out()).contains("the store \"quiet\" can't be checked from here");
    }

    @Test
    void backup_storeThatThereIsNot_isWrongSettings() throws Exception {
        Files.writeString(home.resolve("config.json"), "{\"storage\": {\"type\": \"quit\"}}");
        CommandRun run = run("backup", home.resolve("copy.db").toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no store \"quit\"; did you mean quiet?");
    }
}
