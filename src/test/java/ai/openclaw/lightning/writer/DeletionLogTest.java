package ai.openclaw.lightning.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.TraceFigures;
import ai.openclaw.lightning.storage.Deletion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionLogTest {

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final DeletionLog log = new DeletionLog();

    @BeforeEach
    void watchStandardError() {
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveStandardErrorBack() {
        System.setErr(standardError);
    }

    private static Deletion calls(int calls) {
        return new Deletion(List.of("secret-id"), TraceFigures.ofToolCalls(calls, 0), Map.of(), 0);
    }

    @Test
    void tell_stepsOfARound_oneLineOfFiguresForEachReason() {
        log.deleted(calls(3), "as they are old");
        log.deleted(calls(4), "as they are old");
        log.deleted(calls(5), "as they are large");
        log.tell();
        log.tell();

        assertThat(seen.toString(StandardCharsets.UTF_8).lines().map(line -> line.substring(line.indexOf("INFO"))))
                .containsExactly(
                        "INFO DeletionLog: deleted 0 traces, 7 tool calls and 0 rewards as they are old",
                        "INFO DeletionLog: deleted 0 traces, 5 tool calls and 0 rewards as they are large");
    }

    @Test
    void tell_nothingDeleted_saysNothing() {
        log.deleted(Deletion.NOTHING, "as they are old");
        log.tell();

        assertThat(seen.size()).isZero();
    }
}
