package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets that are known, such as the bridge's own key. */
class LiteralTest {
    private static final String KEY = "Zq;x=own-key:0123456789/abc";

    private final Masker masker =
            new Masker(new MaskingRules(true, List.of(), List.of(), List.of(KEY, "1234567890123456")));

    @Test
    void maskText_literal_isMaskedWhereverItStands() {
        assertThat(masker.maskText(KEY)).isEqualTo("[masked]");
        assertThat(masker.maskText("a" + KEY + "b" + KEY)).isEqualTo("a[masked]b[masked]");
        assertThat(masker.maskText("key show\n" + KEY + "\n")).isEqualTo("key show\n[masked]\n");
        assertThat(masker.maskText(KEY.substring(1))).isEqualTo(KEY.substring(1));
    }

    @Test
    void maskText_literalThatAnotherRuleCuts_leavesNothingOfIt() {
        assertThat(masker.maskText("password=9" + KEY)).isEqualTo("password=[masked]");
    }

    @Test
    void maskText_literalEscapedOrEncoded_isMasked() {
        assertThat(masker.maskText("k=" + KEY.replace("=", "%3D").replace(";", "%3B")))
                .doesNotContain("own-key");
        assertThat(masker.maskText("v: " + SecretParts.base64("show " + KEY))).isEqualTo("v: [masked]");
    }

    @Test
    void copyMasked_literal_isMaskedInTextsKeysAndNumbers() throws IOException {
        String json = "{\"" + KEY + "\":[\"" + KEY + "\",1234567890123456,12345678901234567.5],\"n\":1234567890123456}";
        assertThat(Masked.json(masker, json))
                .isEqualTo("{\"[masked]\":[\"[masked]\",\"[masked]\",\"[masked]\"],\"n\":\"[masked]\"}");
    }

    @Test
    void maskingRules_literals_areNeitherShortNorShown() {
        MaskingRules rules = new MaskingRules(true, List.of(), List.of(), List.of(KEY));
        assertThat(rules.toString()).doesNotContain(KEY).contains("literals=1");
        assertThatThrownBy(() -> new MaskingRules(true, List.of(), List.of(), List.of("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short:")
                .hasMessageContaining("shorter than 8");
    }
}
