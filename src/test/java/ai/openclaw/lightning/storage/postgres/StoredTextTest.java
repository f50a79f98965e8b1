package ai.openclaw.lightning.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredTextTest {

    @ParameterizedTest
    @CsvSource({
        "{\"a\":1}, {\"a\":1}",
        "\"\\n\\u00e9\\\\\", \"\\n\\u00e9\\\\\"",
        "\"a\\u0000b\", \"a\ufffdb\"",
        "\"a\\\\u0000b\", \"a\\\\u0000b\"",
        "\"\\\\\\u0000\", \"\\\\\ufffd\"",
        "\"\\ud83d\\ude00\", \"\\ud83d\\ude00\"",
        "\"\\uD83D!\", \"\ufffd!\"",
        "\"\\ude00\\ud83d\", \"\ufffd\ufffd\"",
        "\"\\ud83d\\ud83d\\ude00\", \"\ufffd\\ud83d\\ude00\""
    })
    void json_anyEscapes_becomesWhatPostgresReads(String json, String stored) {
        assertThat(StoredText.json(Content.whole(json))).isEqualTo(stored);
    }

    @Test
    void plain_wholeOrCut_keepsBackslashesOfWholeTexts() {
        assertThat(StoredText.plain(Content.whole("C:\\u0000\0"))).isEqualTo("C:\\u0000\ufffd");
        assertThat(StoredText.plain(new Content("{\"head\":\"\\u0000\"}", true)))
                .isEqualTo("{\"head\":\"\ufffd\"}");
    }
}
