package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMaskingTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"password":"x","a":1}                    | {"password":"[masked]","a":1}
            {"password":123}                          | {"password":"[masked]"}
            {"password":null,"token":true}            | {"password":null,"token":true}
            {"a":[{"secret":{"b":[1,{"c":2}]}},3]}    | {"a":[{"secret":"[masked]"},3]}
            {"cookies":[],"b":2}                      | {"cookies":"[masked]","b":2}
            {"a":"password=hunter22"}                 | {"a":"password=[masked]"}
            {"https://b:hunter22@c":1}                | {"https://b:[masked]@c":1}
            ["run","--token","abcdef","--verbose"]    | ["run","--token","[masked]","--verbose"]
            ["--token","--verbose"]                   | ["--token","--verbose"]
            {"a":"--token","b":"x"}                   | {"a":"--token","b":"x"}
            "password=hunter22"                       | "password=[masked]"
            """)
    void copyMasked_secret_becomesMask(String json, String expected) throws IOException {
        assertThat(Masked.json(masker, json)).isEqualTo(expected);
    }

    @Test
    void copyMasked_noValue_isRefused() {
        assertThatThrownBy(() -> Masked.json(masker, "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Masked.json(masker, "{\"password\":{\"a\"")).isInstanceOf(IOException.class);
    }
}
