package ai.openclaw.lightning.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NextMessageTest {

    @Test
    void words_areThoseOfThePlugin() throws IOException {
        String plugin = Files.readString(Path.of("openclaw/plugin/feedback.js"));
        assertThat(plugin)
                .contains("NEGATIVE = /" + NextMessage.DISPLEASED + "/i;")
                .contains("POSITIVE = /" + NextMessage.PLEASED + "/i;");
    }

    @Test
    void pleased_ofEachKind_isTold() {
        assertThat(NextMessage.pleased(" That's wrong, try port 8080")).isFalse();
        assertThat(NextMessage.pleased("Thanks!")).isTrue();
        assertThat(NextMessage.pleased("Now write the tests")).isNull();
        assertThat(NextMessage.pleased("")).isNull();
        assertThat(NextMessage.pleased("wrong " + "x".repeat(200))).isNull();
    }
}
