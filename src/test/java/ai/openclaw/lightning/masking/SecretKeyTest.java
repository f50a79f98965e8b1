package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys make a value secret. */
class SecretKeyTest {
    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "userPassword",
                "db.password",
                "password2",
                "PGPASSWORD",
                "passwd",
                "pwd",
                "secret",
                "clientSecret",
                "client-secret",
                "token",
                "access_token",
                "refreshToken",
                "authToken",
                "csrftoken",
                "api_key",
                "apiKey",
                "APIKey",
                "apikey",
                "x-api-key",
                "X-Api-Key",
                "OPENAI_API_KEY",
                "api key",
                "authorization",
                "HTTPAuthorization",
                "proxy-authorization",
                "cookie",
                "set-cookie",
                "cookies",
                "sessionCookie",
                "credential",
                "credentials",
                "awsCredentials",
                "private_key",
                "privateKey",
                "passphrase",
                "aws_secret_access_key",
                "tokenValue",
                "token_secret",
                "DB_PASS",
                "access_tokens",
                "client-key-data"
            })
    void isSecretKey_secretWord_isTrue(String key) {
        assertThat(masker.isSecretKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens",
                "total_tokens",
                "tokens_used",
                "tokens",
                "completionTokens",
                "token_count",
                "tokenCount",
                "tokenLimit",
                "token_type",
                "cost_per_token",
                "max_token",
                "eos_token",
                "tokenizer",
                "secretary",
                "author",
                "authority",
                "auth",
                "monkey",
                "key",
                "primary_key",
                "session_key",
                "sort_key",
                "keyboard",
                "passenger",
                "bypass",
                "pass",
                "compass",
                "cook",
                "accredited",
                "",
                "_",
                "pass_rate",
                "trace_id"
            })
    void isSecretKey_otherWord_isFalse(String key) {
        assertThat(masker.isSecretKey(key)).isFalse();
    }

    @Test
    void isSecretKey_moreKeysThanTheTableHolds_staysRight() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(masker.isSecretKey("field_" + i)).isFalse();
            assertThat(masker.isSecretKey("password_" + i)).isTrue();
        }
        assertThat(masker.isSecretKey("x".repeat(5_000) + "_password")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretName",
                "secret_name",
                "password_file",
                "POSTGRES_PASSWORD_FILE",
                "password_reset_url",
                "passwordPolicy",
                "private_key_path",
                "cookie_domain",
                "password_hash_algorithm",
                "secretKeyRef",
                "forgot_password",
                "has_password",
                "tokenColors"
            })
    void isSecretKey_somethingAboutASecret_isFalse(String key) {
        assertThat(masker.isSecretKey(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password_reset_token",
                "ansible_become_pass",
                "AccountKey",
                "SharedAccessKey",
                "requirepass",
                "appKey"
            })
    void isSecretKey_secretAfterAll_isTrue(String key) {
        assertThat(masker.isSecretKey(key)).isTrue();
    }
}
