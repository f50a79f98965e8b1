package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);
    private final SecretParts parts = new SecretParts(7);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            password=hunter22                          | password=[masked]
            user=bob&password=hunter22&x=1             | user=bob&password=[masked]&x=1
            password=a,b&c;d                           | password=[masked]
            Password: hunter22                         | Password: [masked]
            {"password": "hunter22"}                   | {"password": "[masked]"}
            {"password": 123456}                       | {"password": [masked]}
            {\\"password\\": \\"hunt\\\\\\"er\\"}      | {\\"password\\": \\"[masked]\\"}
            {"password": "a\\\\"} x                    | {"password": "[masked]"} x
            {"credentials": {"a": "x}y", "b": 1}, "c"} | {"credentials": [masked], "c"}
            {"cookies": ["a=1", "b=2"], "c": 1}        | {"cookies": [masked], "c": 1}
            {"password": "cut off her                  | {"password": "[masked]
            api key: abc123def                         | api key: [masked]
            login --password hunter22 --verbose        | login --password [masked] --verbose
            ["login", "--password", "hunter22"]        | ["login", "--password", "[masked]"]
            <password>hunter22</password>              | <password>[masked]</password>
            Cookie: a=b; c=d                           | Cookie: [masked]
            -H 'Cookie: a=b; c=d' -v                   | -H 'Cookie: [masked]' -v
            Authorization: Bearer abc                  | Authorization: Bearer [masked]
            Authorization: abcdef                      | Authorization: [masked]
            "Authorization": "token abcdef"            | "Authorization": "token [masked]"
            passphrase: correct horse battery          | passphrase: [masked]
            config["api_key"] = "abcdef"               | config["api_key"] = "[masked]"
            spring.datasource.password=abcdef          | spring.datasource.password=[masked]
            service.api.key=abcdef                     | service.api.key=[masked]
            ftp://bob:pa:ss@host/x                     | ftp://bob:[masked]@host/x
            ftp://bob:p@ss@host/x                      | ftp://bob:[masked]@host/x
            https:\\/\\/bob:pass@host\\/x              | https:\\/\\/bob:[masked]@host\\/x
            if password == "hunter22":                 | if password == "[masked]":
            password := "hunter22"                     | password := "[masked]"
            password=\"\"\"hunter22\"\"\"              | password=\"\"\"[masked]\"\"\"
            """)
    void maskText_assignment_keepsTheRest(String text, String expected) {
        assertThat(masker.maskText(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PWD=/home/bob/project",
                "'PWD': '/home/bob'",
                "credentials = OAuthAuthorizer(\n  key)",
                "$token = $this->next()",
                "token = Keyword.Type",
                "token = Name.Function if x else y",
                "password: string",
                "token = next(lexer)",
                "password=${PASSWORD}",
                "token: $GITHUB_TOKEN",
                "token=$token",
                "auth: self.token",
                "x.token = request.headers.token",
                "password: ********",
                "password=",
                "\"password\": \"\"",
                "password: [masked]",
                "token.py:12: error",
                "std::token::type",
                "a ? b : c",
                "https://host:80/a@b",
                "mysql://root:@host/db",
                "1==2",
                "=",
                ":",
                "-",
                "--",
                "",
                "eyJ",
                "AKIA",
                "Basic auth",
                "Basic understanding",
                "Bearer token",
                "hooks.slack.com/services/"
            })
    void maskText_noSecret_sameInstance(String text) {
        assertThat(masker.maskText(text)).isSameAs(text);
    }

    @Test
    void maskText_severalSecrets_masksEach() {
        String first = parts.shape("GitHub personal").text();
        String second = parts.shape("AWS access key id").text();
        assertThat(masker.maskText("a " + first + ", b " + second + " and password=hunter22."))
                .isEqualTo("a [masked], b [masked] and password=[masked]");
    }

    @Test
    void maskText_privateKeyAsValue_isMaskedToItsEnd() {
        String key = parts.shape("PEM RSA").text();
        String cut = parts.shape("PEM unterminated").text();
        assertThat(masker.maskText("private_key: " + key + " x")).isEqualTo("private_key: [masked] x");
        assertThat(masker.maskText("key=" + key + " x")).isEqualTo("key=[masked] x");
        assertThat(masker.maskText("token=a" + key + " x")).isEqualTo("token=[masked] x");
        assertThat(masker.maskText("{\"private_key\": \"" + cut)).isEqualTo("{\"private_key\": \"[masked]");
        assertThat(masker.maskText("--token" + key)).isEqualTo("--token[masked]");
    }

    @Test
    void maskText_bearerAnywhere_keepsTheScheme() {
        assertThat(masker.maskText("send bearer 1|abcdefGHIJ22 now")).isEqualTo("send bearer [masked] now");
        assertThat(masker.maskText("X-API-Key: Bearer abcdefGHIJ22")).isEqualTo("X-API-Key: [masked]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glp" + "at-", "sk_li" + "ve_", "np" + "m_", "h" + "f_", "GOC" + "SPX-", "sk-or" + "-v1-"})
    void maskText_tokenWithPrefix_isMasked(String prefix) {
        assertThat(masker.maskText("use " + prefix + parts.opaque(0) + parts.opaque(0) + " now"))
                .isEqualTo("use [masked] now");
    }

    @Test
    void maskText_textLongerThanScratch_isMasked() {
        String padding = "lorem ipsum ".repeat(10_000);
        assertThat(masker.maskText(padding)).isSameAs(padding);
        assertThat(masker.maskText(padding + "password=hunter22")).isEqualTo(padding + "password=[masked]");
    }

    @Test
    void maskText_extraRules_apply() {
        Masker extended = new Masker(new MaskingRules(true, List.of("ssn", "employee number"), List.of("EMP-\\d+")));
        assertThat(extended.maskText("EMP-123 and EMP-4")).isEqualTo("[masked] and [masked]");
        assertThat(extended.maskText("ssn=123456 x")).isEqualTo("ssn=[masked] x");
        assertThat(extended.maskText("password=hunter22")).isEqualTo("password=[masked]");
        assertThat(extended.isSecretKey("employeeNumber")).isTrue();
        assertThat(extended.isSecretKey("employee")).isFalse();
        String clean = "EMP- nothing";
        assertThat(extended.maskText(clean)).isSameAs(clean);
    }

    @Test
    void maskText_switchedOff_changesNothing() {
        Masker off = new Masker(new MaskingRules(false, List.of(), List.of()));
        String text = "password=hunter22";
        assertThat(off.maskText(text)).isSameAs(text);
        assertThat(off.isSecretKey("password")).isFalse();
    }

    @Test
    void maskingRules_broken_areRefused() {
        assertThatThrownBy(() -> new MaskingRules(true, List.of(), List.of("(")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("masking pattern '('");
        assertThatThrownBy(() -> new MaskingRules(true, List.of(), List.of("a*")))
                .hasMessageContaining("matches the empty text");
        assertThatThrownBy(() -> new MaskingRules(true, List.of("--"), List.of()))
                .hasMessageContaining("without a letter or digit");
    }
}
