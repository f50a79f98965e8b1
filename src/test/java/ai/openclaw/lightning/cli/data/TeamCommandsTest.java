package ai.openclaw.lightning.cli.data;

import static ai.openclaw.lightning.storage.Given.RECEIVED;
import static ai.openclaw.lightning.storage.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.cli.CommandRun;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.model.Content;
import ai.openclaw.lightning.model.Totals;
import ai.openclaw.lightning.model.TraceOrigin;
import ai.openclaw.lightning.storage.Given;
import ai.openclaw.lightning.storage.SeriesContract;
import ai.openclaw.lightning.storage.Store;
import ai.openclaw.lightning.storage.StoreSettings;
import ai.openclaw.lightning.storage.postgres.PostgresServer;
import ai.openclaw.lightning.storage.postgres.PostgresStore;
import ai.openclaw.lightning.storage.sqlite.SqliteStoreFactory;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a database that bridges share, while one of them has it open. */
final class TeamCommandsTest {

    private static final List<Given> TRACES = List.of(
            trace("t1")
                    .session("s")
                    .agent("coder")
                    .text("do \"it\"", "{\"a\":1}", "{\"b\":2}")
                    .call("c1", "search", 1)
                    .call("c2", "mail", 2, "no such address", null)
                    .reward("r1", 0.5, 3)
                    .ended(true),
            trace("t2")
                    .content(Content.stored("{\"cut\":\"a\"}", true), null, null)
                    .arm("e")
                    .failed("Timeout"),
            trace("t3")
                    .askedBy(TraceOrigin.SUBAGENT, "t1")
                    .call("c1", "search", 1)
                    .abandoned(),
            trace("t4")
                    .received(RECEIVED + 86_400_000)
                    .start(1_700_000_100_000L)
                    .call("c1", "search", 1));

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.newDatabase();
    private final Vertx vertx = Vertx.vertx();
    private final Store store = new PostgresStore(vertx, server.settings(url, "one"));

    @TempDir
    private Path home;

    @BeforeEach
    void open() throws IOException {
        store.open();
        write(url);
    }

    private void write(String address) throws IOException {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putObject("storage")
                .put("type", "postgres")
                .putObject("postgres")
                .put("url", address)
                .put("user", server.user())
                .put("password_file", server.passwordFile().toString());
        Files.writeString(home.resolve("config.json"), settings.toString());
    }

    @AfterEach
    void close() {
        store.close();
        vertx.close().await();
    }

    private Totals stored() {
        TRACES.forEach(trace -> trace.in(store));
        return store.writer().totals();
    }

    private CommandRun run(int code, String... arguments) {
        CommandRun run = CommandRun.on(home, arguments);
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
        return run;
    }

    @Test
    void export_sameTraces_isAsFromAFile(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("config.json"), "{}");
        Store file = new SqliteStoreFactory()
                .store(
                        vertx,
                        new StoreSettings(
                                "sqlite", other.resolve("storage"), other.resolve("cache"), Map.of(), Map.of()));
        file.open();
        TRACES.forEach(trace -> trace.in(file));
        file.close();
        stored();

        for (String[] arguments : List.of(
                new String[] {"export"},
                new String[] {"export", "--format", "csv"},
                new String[] {"export", "--session", "s"},
                new String[] {"export", "--agent", "coder", "--since", "2023-11-01"})) {
            CommandRun ofFile = CommandRun.on(other, arguments);
            assertThat(ofFile.out()).as(ofFile.err()).isNotEmpty();
            assertThat(run(ExitCode.OK, arguments).out()).isEqualTo(ofFile.out());
        }
    }

    @Test
    void check_sumsAndRowsThatDoNotFit_areNamedAndMended() throws IOException {
        for (long ms : SeriesContract.ROUNDED) {
            trace("of " + ms).took(ms).ended(true).in(store);
        }
        Totals before = stored();
        assertThat(run(ExitCode.OK, "check").out()).contains("rows").contains("sums");

        server.execute(
                url,
                "UPDATE hourly_figures SET tool_errors = 7; UPDATE tool_figures SET calls = 5; UPDATE hourly_durations SET traces = 3;"
                        + " UPDATE counters SET value = value + 1; UPDATE traces SET tool_count = 9 WHERE trace_id = 't1'");
        CommandRun wrong = run(ExitCode.ERROR, "check", "--json");
        assertThat(wrong.json().at("/checks/0/findings").toString())
                .contains("1 traces count a wrong number of tool calls");
        assertThat(wrong.json().at("/checks/1/findings").toString())
                .contains(
                        "hours whose sums do not match their traces: ",
                        "counts of durations that do not match their traces: ",
                        "tools whose sums do not match their calls: 2",
                        "the number of sessions",
                        "stored bytes");

        assertThat(run(ExitCode.OK, "check", "--repair").out())
                .contains("the traces were made to fit", "the sums were recomputed");
        assertThat(store.writer().totals()).isEqualTo(before);
        trace("t5").call("c1", "search", 1).ended(true).in(store);
        run(ExitCode.OK, "check");
    }

    @Test
    void check_callsOfATraceThatIsGone_getOneThatSaysNoMore() {
        stored();
        server.execute(url, "DELETE FROM traces WHERE trace_id = 't1'");
        assertThat(run(ExitCode.ERROR, "check").out()).contains("3 tool calls and rewards belong to missing traces");

        run(ExitCode.OK, "check", "--repair");
        assertThat(run(ExitCode.OK, "export").out()).contains("no such address").contains("anon-t1");
    }

    /** Both commands are typed as they are printed. */
    @Test
    void backup_andRestore_sayWhichProgramsDoIt(@TempDir Path folder) throws Exception {
        Totals before = stored();
        Path copy = folder.resolve("copy");
        pasted(folder, run(ExitCode.ERROR, "backup", copy.toString()), "pg_dump ");
        assertThat(copy).isNotEmptyFile();

        store.writer().deleteOldest(Long.MAX_VALUE, 1_000, Long.MAX_VALUE);
        store.close();
        pasted(folder, run(ExitCode.ERROR, "restore", copy.toString()), "pg_restore ");
        store.open();
        assertThat(store.writer().totals()).isEqualTo(before);
        run(ExitCode.OK, "check");
    }

    private void pasted(Path folder, CommandRun run, String program) throws Exception {
        Matcher command = Pattern.compile(program + ".*").matcher(run.err());
        assertThat(command.find()).as(run.err()).isTrue();
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", server.programs() + "/" + command.group())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", server.environment().get("PGPASSWORD"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(command.group() + Files.readString(output))
                .isZero();
    }

    @Test
    void cleanup_olderTraces_deletesTheClosedOnesWhileABridgeRuns() {
        stored();
        String[] older = {"cleanup", "--older-than", "2027-01-16", "--trust-clock"};
        assertThat(run(ExitCode.OK, "cleanup", "--older-than", "2027-01-16", "--trust-clock", "--dry-run")
                        .out())
                .contains("3 traces with 3 tool calls");
        assertThat(run(ExitCode.OK, older).out())
                .contains("3 traces with 3 tool calls deleted; new traces take their place");

        assertThat(store.writer().totals().figures().traces()).isEqualTo(1);
        run(ExitCode.OK, "check");
    }

    @Test
    void commands_databaseThatNoBridgeHasUsed_sayIt() throws IOException {
        write(server.newDatabase());

        assertThat(run(ExitCode.ERROR, "export").err()).contains("nothing is stored there yet");
        assertThat(run(ExitCode.ERROR, "check").err()).contains("nothing is stored there yet");
        assertThat(CommandRun.on(home, "doctor").out()).contains("nothing is stored yet; the first start makes");
    }

    @Test
    void doctor_serverThatIsNotThere_isAFailureWithoutThePassword() throws IOException {
        write("postgresql://127.0.0.1:1/none");

        assertThat(CommandRun.on(home, "doctor").out())
                .contains("the database can't be reached or used (08001): is the server up")
                .doesNotContain(Files.readString(server.passwordFile()));
        assertThat(run(ExitCode.ERROR, "export").err()).contains("can't be reached or used (08001)");
    }
}
