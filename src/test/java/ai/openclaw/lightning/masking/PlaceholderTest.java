package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A placeholder is one as a whole; what only begins or ends like one is a password. */
class PlaceholderTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            password="<Zx9kPq2"                        | password="[masked]"
            password="<Zx9kPq2>"                       | password="[masked]"
            password='$(xK9mPq2'                       | password='[masked]'
            password=$(xK9mPq2                         | password=[masked]
            password="${xK9mPq2"                       | password="[masked]"
            password='{{xK9mPq2'                       | password='[masked]'
            password=ab)Hunter2                        | password=[masked]
            password=Hunter2(9)Zebra                   | password=[masked]
            password=x[3]Zebra9                        | password=[masked]
            password=null9xyz                          | password=[masked]
            password="${DB_PASSWORD}x9Kq"              | password="[masked]"
            password=<tokenX9                          | password=[masked]
            password=it's9Kq                           | password=[masked]
            password='it''s9Kq'                        | password='[masked]'
            password=%x9Kq%                            | password=[masked]
            password="[masked"                         | password="[masked]"
            ${DB_PASSWORD:-xK9mPq2}                    | ${DB_PASSWORD:-[masked]}
            """)
    void maskText_passwordThatLooksLikeOne_isMasked(String text, String expected) {
        assertThat(masker.maskText(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=\"${PASSWORD}\"",
                "password=${PASSWORD:-changeit}",
                "password=\"$(cat /run/secrets/db)\"",
                "password=$(cat /run/secrets/db)",
                "password: \"{{ vault.db }}\"",
                "password: {{ vault.db }}",
                "password='%(db_password)s'",
                "set PASSWORD=%DB_PASSWORD%",
                "password=\"<your password>\"",
                "password: <REDACTED>",
                "password: [FILTERED]",
                "password: ***REDACTED***",
                "password = (sensitive value)",
                "token = (known after apply)",
                "api_key: YOUR_API_KEY",
                "api_key = \"your-api-key-here\"",
                "api_key: sk-...",
                "token: ghp_****",
                "password: xxxxxxxx",
                "print(f\"password={password!r}\")",
                "url = \"https://%s:%s@%s\"",
                "password: !Ref DatabasePassword",
                "token == 'async'",
                "PASSWORD_COLOR: #ffeedd",
                "curl \"$URL?token=\" + x",
                "x = \"?token=\" + id"
            })
    void maskText_placeholderAsAWhole_sameInstance(String text) {
        assertThat(masker.maskText(text)).isSameAs(text);
    }
}
