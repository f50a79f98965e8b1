package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a password may stand beside its name: on the next line, and where code falls back to it. */
class ValuePlaceTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @Test
    void maskText_whatCodeFallsBackTo_isMasked() {
        assertThat(masker.maskText("password = process.env.PW || 'xK9mPq2'"))
                .isEqualTo("password = process.env.PW || '[masked]'");
        assertThat(masker.maskText("token = env.TOKEN ?? \"xK9mPq2\"")).isEqualTo("token = env.TOKEN ?? \"[masked]\"");
        assertThat(masker.maskText("size = env.SIZE || 'xK9mPq2'")).isEqualTo("size = env.SIZE || 'xK9mPq2'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\n \"xK9mPq2\"}",
                "{\"password\" :\r\n\t\"xK9mPq2\"}",
                "{\\\"password\\\":\\n \\\"xK9mPq2\\\"}",
                "password: |\n  xK9mPq2\nuser: bob",
                "- password: >-\n    xK9mPq2\n  user: bob"
            })
    void maskText_valueOnTheNextLine_isMasked(String text) {
        assertThat(masker.maskText(text)).doesNotContain("xK9mPq2").contains("[masked]");
    }
}
