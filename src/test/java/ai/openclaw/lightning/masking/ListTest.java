package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the items of a list say of those behind them. */
class ListTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ["mysql","-u","root","-pabc"]               | ["mysql","-u","root","-p[masked]"]
            ["sshpass","-p","abc","ssh"]                | ["sshpass","-p","[masked]","ssh"]
            ["curl","-u","bob:abc","x"]                 | ["curl","-u","bob:[masked]","x"]
            ["curl","-u","bob","x"]                     | ["curl","-u","bob","x"]
            ["docker","run","-p","8080:80"]             | ["docker","run","-p","8080:80"]
            ["login","-p","abc"]                        | ["login","-p","[masked]"]
            ["login"],["-p","abc"]                      | ["login"]
            ["A=1","DB_PASSWORD=two words","B=2"]       | ["A=1","DB_PASSWORD=[masked]","B=2"]
            ["PWD=/home/bob","PATH=/bin"]               | ["PWD=/home/bob","PATH=/bin"]
            """)
    void copyMasked_arguments_masksTheSecret(String json, String expected) throws IOException {
        assertThat(Masked.json(masker, json)).isEqualTo(expected);
    }

    @Test
    void copyMasked_privateKeyAsLines_masksEachLine() throws IOException {
        List<String> lines =
                Arrays.asList(new SecretParts(7).shape("PEM RSA").text().split("\n"));
        String json = lines.stream().collect(Collectors.joining("\",\"", "[\"", "\",\"after\"]"));
        assertThat(Masked.json(masker, json)).isEqualTo("[" + "\"[masked]\",".repeat(lines.size()) + "\"after\"]");
        String objects =
                lines.stream().collect(Collectors.joining("\"},{\"t\":\"", "[{\"t\":\"", "\"},{\"t\":\"after\"}]"));
        assertThat(Masked.json(masker, objects))
                .doesNotContain(lines.get(1))
                .doesNotContain(lines.get(2))
                .contains("after");
    }

    @Test
    void copyMasked_privateKeyThatIsCut_endsWithItsList() throws IOException {
        String begin = "-----BEGIN PRIVATE" + " KEY-----";
        String line = "abcdefgh".repeat(8);
        String json = "{\"a\":[\"" + begin + "\",\"" + line + "\"],\"b\":\"" + line + "\"}";
        assertThat(Masked.json(masker, json)).isEqualTo("{\"a\":[\"[masked]\",\"[masked]\"],\"b\":\"" + line + "\"}");
    }
}
