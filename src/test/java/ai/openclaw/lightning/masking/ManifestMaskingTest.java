package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests: those of secrets lose their data, the others nothing. */
class ManifestMaskingTest {
    private static final String SECRET = "xK9mPq2vR7wL";

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"apiVersion":"v1","data":{"a":"c2VjcmV0IHRleHQ="},"kind":"Secret"} | {"apiVersion":"v1","data":{"a":"[masked]"},"kind":"Secret"}
            {"kind":"Secret","data":{"a":"b"}}                                  | {"kind":"Secret","data":{"a":"[masked]"}}
            {"apiVersion":"v1","data":{"a":"database"},"kind":"ConfigMap"}      | {"apiVersion":"v1","data":{"a":"database"},"kind":"ConfigMap"}
            {"data":{"a":"c2VjcmV0IHRleHQ="}}                                   | {"data":{"a":"c2VjcmV0IHRleHQ="}}
            """)
    void copyMasked_manifest_masksItsData(String json, String expected) throws IOException {
        assertThat(Masked.json(masker, json)).isEqualTo(expected);
    }

    @Test
    void maskText_severalManifests_masksOnlyTheSecrets() {
        String secret = "apiVersion: v1\ndata:\n  a: " + SECRET + "\nkind: Secret\n";
        String map = "---\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: production\n";
        assertThat(masker.maskText(secret + map)).isEqualTo(secret.replace(SECRET, "[masked]") + map);
    }
}
