package ai.openclaw.lightning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lightning team leave} does with what was shared. */
final class TeamLeaveTest {

    @TempDir
    Path folder;

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.with(Map.of("LIGHTNING_HOME", home().root().toString()), OutputStyle.PLAIN, arguments);
    }

    /** Not on a terminal, so nobody is asked. */
    @Test
    void leave_withoutSayingSo_deletesNothingAtTheTeam() throws Exception {
        Left left = leave(Map.of("GET /team", "{\"name\":\"ada\"}"));
        assertThat(left.run().out()).contains("what was shared stays there");
        assertThat(left.asked()).containsExactly("GET /team ");
    }

    @Test
    void leave_withDelete_deletesWhatCameWithThisKey() throws Exception {
        Left left = leave(
                Map.of(
                        "GET /team",
                        "{\"name\":\"ada\"}",
                        "DELETE /senders/ada",
                        "{\"deleted_traces\":1204,\"complete\":true}"),
                "--delete");
        assertThat(left.run().code()).as(left.run().err()).isEqualTo(ExitCode.OK);
        assertThat(left.run().out()).contains("deleted 1,204 traces of yours there");
        assertThat(left.asked()).contains("DELETE /senders/ada ");
        assertThat(home().root().resolve("team.key")).doesNotExist();
        assertThat(run("team").out()).contains("no team");
    }

    @Test
    void leave_personSaysYes_deletesWhatWasShared() throws Exception {
        for (String yes : new String[] {"yes", " YES "}) {
            Left left = leaveAnswering(yes);
            assertThat(left.run().err()).contains("Delete at http://127.0.0.1:", " what you shared? Type yes");
            assertThat(left.run().out()).as(left.run().err()).contains("1 trace of yours");
            assertThat(left.asked()).contains("DELETE /senders/ada ");
        }
    }

    /** Control-D ends the input. */
    @Test
    void leave_personSaysAnythingElse_keepsWhatWasShared() throws Exception {
        for (String no : new String[] {"no", "", "y", null}) {
            Left left = leaveAnswering(no);
            assertThat(left.run().err()).contains(" what you shared? Type yes");
            assertThat(left.run().code()).isEqualTo(ExitCode.OK);
            assertThat(left.run().out()).contains("what was shared stays there");
            assertThat(left.asked()).containsExactly("GET /team ");
        }
    }

    /** A program reads the answer, or it said already what to do. */
    @Test
    void leave_asJsonOrToldWhatToDo_asksNobody() throws Exception {
        for (String flag : new String[] {"--json", "--keep", "--delete"}) {
            assertThat(leaveAnswering("yes", flag).run().err()).as(flag).isEmpty();
        }
    }

    private Left leaveAnswering(String line, String... more) throws Exception {
        return leave(
                Map.of(
                        "GET /team",
                        "{\"name\":\"ada\"}",
                        "DELETE /senders/ada",
                        "{\"deleted_traces\":1,\"complete\":true}"),
                words -> CommandRun.answered(
                        Map.of("LIGHTNING_HOME", home().root().toString()), line, words),
                more);
    }

    /** Without the key nobody could try again. */
    @Test
    void leave_theTeamCannotDelete_sharesNothingAndKeepsTheKey() throws Exception {
        Left left = leave(Map.of("GET /team", "{\"name\":\"ada\"}"), "--delete");
        assertThat(left.run().code()).isEqualTo(ExitCode.ERROR);
        assertThat(left.run().err()).contains("nothing is shared any more", "lightning team leave --delete");
        assertThat(home().root().resolve("team.key")).exists();
        assertThat(run("team", "status", "--json").json().get("share").asText()).isEqualTo("off");
        assertThat(run("team", "leave", "--keep").code()).isEqualTo(ExitCode.OK);
        assertThat(home().root().resolve("team.key")).doesNotExist();
    }

    @Test
    void leave_deleteAndKeep_isRefused() {
        assertThat(run("team", "leave", "--delete", "--keep").code()).isEqualTo(ExitCode.USAGE);
    }

    private record Left(CommandRun run, List<String> asked) {}

    /** Joins a fake team's bridge that answers that, and leaves it. */
    private Left leave(Map<String, String> answers, String... more) throws Exception {
        return leave(answers, this::run, more);
    }

    private Left leave(Map<String, String> answers, Function<String[], CommandRun> leaving, String... more)
            throws Exception {
        Home team = new Home(folder.resolve("team"));
        Path keyFile = folder.resolve("ada.key");
        Home.write(keyFile, "lightning_key_" + "x".repeat(43) + "\n");
        try (FakeBridge bridge = new FakeBridge(team, answers)) {
            String url = HomeLock.holder(team).orElseThrow().address();
            assertThat(run("team", "join", url, "--key-file", keyFile.toString())
                            .code())
                    .isEqualTo(ExitCode.OK);
            List<String> line = new ArrayList<>(List.of("team", "leave"));
            line.addAll(List.of(more));
            return new Left(leaving.apply(line.toArray(String[]::new)), List.copyOf(bridge.asked()));
        }
    }
}
