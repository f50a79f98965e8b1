package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Secrets in base64, which is decoded once and masked as a whole. */
class Base64MaskingTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);
    private final SecretParts parts = new SecretParts(7);

    @Test
    void maskText_base64_isDecodedOnce() {
        String once = SecretParts.base64("DB_HOST=db\nDB_PASSWORD=xK9mPq2\n");
        assertThat(masker.maskText("echo " + once + " | base64 -d")).isEqualTo("echo [masked] | base64 -d");
        String twice = SecretParts.base64(once);
        assertThat(masker.maskText(twice)).isSameAs(twice);
        String harmless = SecretParts.base64("a text without any secret in it, only words");
        assertThat(masker.maskText(harmless)).isSameAs(harmless);
    }

    @Test
    void maskText_base64OfAKeyInLines_isMaskedAsAWhole() {
        String base64 = SecretParts.base64(parts.shape("PEM RSA").text());
        String lines = String.join("\n", base64.split("(?<=\\G.{76})"));
        assertThat(masker.maskText("file:\n" + lines + "\nend")).isEqualTo("file:\n[masked]\nend");
    }

    @Test
    void maskText_base64OfUtf16_isDecoded() {
        byte[] command = "$password = 'xK9mPq2'".getBytes(StandardCharsets.UTF_16LE);
        String base64 = java.util.Base64.getEncoder().encodeToString(command);
        assertThat(masker.maskText("powershell -enc " + base64)).isEqualTo("powershell -enc [masked]");
    }

    @Test
    void maskText_base64BeyondTheBound_isLeft() {
        String far = SecretParts.base64("x".repeat(20_000) + " password=xK9mPq2");
        assertThat(masker.maskText(far)).isSameAs(far);
    }
}
