package ai.openclaw.lightning.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.Content;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void short_staysAsItWas() {
        assertThat(Excerpt.of(null, 10)).isNull();
        assertThat(Excerpt.of(Content.whole("{\"a\":1}"), 10)).isEqualTo(Content.whole("{\"a\":1}"));
    }

    @Test
    void long_becomesTheObjectOfACutText() {
        Content cut = Excerpt.of(Content.whole("é".repeat(500)), 100);
        assertThat(cut.cut()).isTrue();
        assertThat(cut.text())
                .startsWith("{\"truncated\":true,\"bytes\":1000,\"head\":\"éé")
                .endsWith("é\"}");
        assertThat(cut.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeBetween(98, 100);
    }

    @Test
    void cutBefore_keepsTheSizeOfTheWhole() {
        Content once = Excerpt.of(Content.whole("x".repeat(5_000)), 1_000);
        Content twice = Excerpt.of(once, 100);
        assertThat(twice).isEqualTo(Excerpt.of(Content.whole("x".repeat(5_000)), 100));
        assertThat(Excerpt.of(twice, 1_000).text()).contains("\"bytes\":5000");
    }
}
