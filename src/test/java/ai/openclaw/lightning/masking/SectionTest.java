package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that only a larger part of a text shows: manifests, tables, statements, files. */
class SectionTest {
    private static final String SECRET = "xK9mPq2vR7wL";

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiVersion\":\"v1\",\"data\":{\"conn\":\"xK9mPq2vR7wL\"},\"kind\":\"Secret\"}",
                "{\"kind\":\"Secret\",\"data\":{\"a\":\"YQ==\",\"conn\":\"xK9mPq2vR7wL\"}}",
                "{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"conn\\\":\\\"xK9mPq2vR7wL\\\"}}",
                "apiVersion: v1\ndata:\n  conn: xK9mPq2vR7wL\nkind: Secret\n",
                "apiVersion: v1\nkind: Secret\nstringData:\n  conn: \"xK9mPq2vR7wL\"\n",
                "kind: Secret\nstringData:\n  file: |\n    a: 1\n    xK9mPq2vR7wL\n",
                "+----+--------------+\n| id | password     |\n+----+--------------+\n| 1  | xK9mPq2vR7wL |\n",
                " id | api_token\n----+-----------\n  1 | xK9mPq2vR7wL\n",
                "| setting | value |\n|---|---|\n| API key | xK9mPq2vR7wL |\n",
                "id,name,password\n1,bob,xK9mPq2vR7wL\n",
                "\"user\",\"password\"\n\"bob\",\"xK9mPq2vR7wL\"\n",
                "INSERT INTO users (name, password) VALUES ('eve', 'a9b8c7d6'), ('bob', 'xK9mPq2vR7wL');",
                "machine api.example.com login bob password xK9mPq2vR7wL",
                "machine api.example.com\n  login bob\n  password xK9mPq2vR7wL\n",
                "db.internal:5432:app:bob:xK9mPq2vR7wL",
                "requirepass xK9mPq2vR7wL\nport 6379",
                "PuTTY-User-Key-File-3: x\nPrivate-Lines: 1\nxK9mPq2vR7wL\nPrivate-MAC: 0",
                "dsn=\"bob:xK9mPq2vR7wL@tcp(db:3306)/app\"",
                "//registry.npmjs.org/:_authToken=xK9mPq2vR7wL",
                "CREATE USER a WITH PASSWORD 'xK9mPq2vR7wL'",
                "ALTER USER a IDENTIFIED BY xK9mPq2vR7wL;",
                "CREATE USER 'a'@'%' IDENTIFIED WITH sha2 BY 'xK9mPq2vR7wL'",
                "SET PASSWORD FOR a = PASSWORD('xK9mPq2vR7wL')",
                "~ password = \"a9b8c7d6\" -> \"xK9mPq2vR7wL\"",
                "My password is xK9mPq2vR7wL.",
                "Use the following password to proceed to installation:\n\nxK9mPq2vR7wL\n\nThis may be found",
                "requests.get(url, auth=('bob', 'xK9mPq2vR7wL'))",
                "define('DB_PASSWORD', 'xK9mPq2vR7wL');",
                "request.setHeader(\"X-Api-Key\", \"xK9mPq2vR7wL\")",
                "const apiKey: string = \"xK9mPq2vR7wL\""
            })
    void maskText_secretInItsPlace_isMasked(String text) {
        assertThat(masker.maskText(text)).doesNotContain(SECRET).contains("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiVersion\":\"v1\",\"data\":{\"mode\":\"production\"},\"kind\":\"ConfigMap\"}",
                "apiVersion: v1\nkind: ConfigMap\ndata:\n  mode: production\n",
                "| name | type |\n|---|---|\n| password | string |\n| token | string |\n",
                "id,token,count\n1,the,5\n2,house,7\n",
                "INSERT INTO users (name, age) VALUES ('bob', 'xK9mPq2vR7wL')",
                "10:00:00:bob:sat down",
                "users are identified by 'name'",
                "the password is required",
                "kind: Secret\nmetadata:\n  name: db\n"
            })
    void maskText_ordinaryPart_sameInstance(String text) {
        assertThat(masker.maskText(text)).isSameAs(text);
    }
}
