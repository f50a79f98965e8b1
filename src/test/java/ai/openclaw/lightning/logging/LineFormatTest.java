package ai.openclaw.lightning.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LineFormatTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:20:30.123456Z");

    @Test
    void line_timedAndJournal_asDocumented() {
        assertThat(LineFormat.TIMED.line(TIME, Level.WARN, "Writer", "slow", null))
                .isEqualTo("2026-11-22T10:20:30.123Z WARN Writer: slow\n");
        assertThat(LineFormat.JOURNAL.line(TIME, Level.ERROR, "Writer", "gone", null))
                .isEqualTo("<3>ERROR Writer: gone\n");
    }

    @Test
    void line_controlCharacters_cannotForgeALine() {
        assertThat(LineFormat.JOURNAL.line(TIME, Level.INFO, "X", "a\n<0>forged\u001b[31m\r", null))
                .isEqualTo("<6>INFO X: a <0>forged [31m \n");
    }

    @Test
    void line_failure_oneShortLineWithCauses() {
        Exception failure = new IllegalStateException("outer", new java.io.IOException("inner\nline"));

        String line = LineFormat.TIMED.line(TIME, Level.ERROR, "X", "failed", failure);

        assertThat(line)
                .contains("failed | java.lang.IllegalStateException: outer at LineFormatTest.")
                .contains(" | caused by java.io.IOException: inner line at ")
                .hasSizeLessThan(8_200);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    }

    @Test
    void slf4j_findsUs_andLibrariesOnlyWarn() {
        Logger own = LoggerFactory.getLogger("ai.openclaw.lightning.X");
        Logger library = LoggerFactory.getLogger("io.netty.X");

        assertThat(own).isInstanceOf(LineLogger.class);
        assertThat(own.isInfoEnabled()).isTrue();
        assertThat(own.isDebugEnabled()).isFalse();
        assertThat(library.isInfoEnabled()).isFalse();
        assertThat(library.isWarnEnabled()).isTrue();
    }
}
