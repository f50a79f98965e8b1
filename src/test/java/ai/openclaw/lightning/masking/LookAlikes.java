package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Events without a secret that look as if they had one; masking must leave each exactly as it is. */
final class LookAlikes {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param kind what it resembles
     * @param json the event
     */
    record Harmless(String kind, String json) {}

    private final List<Harmless> harmless = new ArrayList<>();
    private final Random random;
    private final SecretParts parts;

    private LookAlikes(long seed) {
        this.random = new Random(seed);
        this.parts = new SecretParts(seed);
    }

    static List<Harmless> of(long seed) {
        LookAlikes corpus = new LookAlikes(seed);
        corpus.addFigures();
        corpus.addIdentifiers();
        corpus.addTexts("prose", PROSE);
        corpus.addTexts("code", CODE);
        corpus.addTexts("placeholder", PLACEHOLDERS);
        corpus.addTexts("log or shell", LOGS);
        corpus.addTexts("address", ADDRESSES);
        return List.copyOf(corpus.harmless);
    }

    private void addFigures() {
        List<String> keys = List.of(
                "max_tokens",
                "total_tokens",
                "tokens_used",
                "expected_tokens",
                "completionTokens",
                "promptTokens",
                "token_count",
                "tokenCount",
                "token_usage",
                "tokenLimit",
                "token_budget",
                "max_new_tokens",
                "tokens",
                "cost_per_token",
                "tokenizer",
                "secretary",
                "author",
                "authority",
                "monkey",
                "keyboard",
                "primary_key",
                "sort_key",
                "session_key",
                "passenger_count",
                "bypass",
                "compass",
                "passage",
                "turkey",
                "cook",
                "num_tokens",
                "inputTokens",
                "n_tokens",
                "token_ids",
                "tokenization_ms",
                "accredited",
                "key",
                "keys");
        for (String key : keys) {
            int value = random.nextInt(5000);
            add("figure", json(Map.of("metadata", Map.of(key, value))));
            add("figure", json(Map.of("result", "{\"" + key + "\": " + value + ", \"n\": 1}")));
            add("figure", json(Map.of("result", json(Map.of("body", json(Map.of(key, value)))))));
            add("figure", json(Map.of("result", "run --" + key + " " + value + " and " + key + "=" + value)));
            add("figure", json(Map.of("result", "a: 1\n" + key + ": " + value + "\nb: 2")));
        }
    }

    private void addIdentifiers() {
        for (int i = 0; i < 8; i++) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            addEverywhere("uuid", uuid);
            addEverywhere("git sha", parts.some("0123456789abcdef", 40));
            addEverywhere("trace id", parts.some("0123456789abcdef", 32));
            addEverywhere("number", String.valueOf(random.nextLong() >>> 1));
            addEverywhere(
                    "image",
                    "data:image/png;base64,"
                            + parts.some("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 1200)
                            + "==");
            addEverywhere("date", "2025-1" + (i % 3) + "-2" + i + "T1" + i + ":2" + i + ":33.123Z");
            addEverywhere("e-mail", "first.last+" + i + "@mail" + i + ".example.com");
        }
    }

    private void addTexts(String kind, List<String> texts) {
        for (String text : texts) {
            addEverywhere(kind, text);
        }
    }

    private void addEverywhere(String kind, String text) {
        add(kind, json(Map.of("message", text)));
        add(kind, json(Map.of("params", Map.of("value", text, "n", 1))));
        add(kind, json(Map.of("result", json(Map.of("value", text)))));
        add(kind, json(Map.of("result", "first line\n" + text + "\nlast line")));
    }

    private void add(String kind, String json) {
        harmless.add(new Harmless(kind, json));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final List<String> PROSE = List.of(
            "I forgot my password and the secret question does not help.",
            "Please do not share your password with anybody, it is a secret!",
            "The secretary keeps the cookies recipe: 2 cups of flour, 1 egg.",
            "Cookies: 200 g butter, 100 g sugar",
            "Author: Jane Austen. Publisher: T. Egerton",
            "The token limit is 4096 and max tokens: 512 were used.",
            "unexpected token: '}' at line 3",
            "The bearer of this letter is a friend; bearer bonds 1997.",
            "Basic training starts on Monday. Basic understanding: good.",
            "Token ring networks and tokenized text; a token of appreciation.",
            "The key to success: hard work. Monkey: see, do.",
            "Asia-Pacific and ASIA PACIFIC markets; AKIAKIA is a word.",
            "Two factor authentication: enabled; authorization pending.",
            "He let out the secret: nobody knew it.",
            "Authorization: pending since Monday",
            "Credentials: see the wiki page",
            "Your password must be at least 12 characters long.",
            "Enter username and password to continue",
            "It was a basic dXNlcg problem, not a bearer problem.");

    private static final List<String> CODE = List.of(
            "for token in tokens:\n    print(token.text, token.pos_)",
            "tokenizer = AutoTokenizer.from_pretrained(name); tokens = tokenizer(text)",
            "def login(user, password=None, token: str = None): pass",
            "token = next(lexer)",
            "password = getpass.getpass()",
            "api_key = os.environ[\"OPENAI_API_KEY\"]",
            "const token = process.env.GITHUB_TOKEN;",
            "SELECT token_count, password_changed_at FROM users WHERE author = 'bob'",
            "CREATE TABLE t (id INT, password VARCHAR(64), token TEXT)",
            ".sk-folding-cube .sk-cube12:before { width: 50% }",
            "import sklearn; pip install sk-dist-learn-something-long",
            "| a | b |\n|-----|-----|\n| 1 | 2 |",
            "if (token.type == NAME && author != null) return monkey(key: 5)",
            "class PasswordField extends Field { }",
            "auth/token.go:33: undefined: foo",
            "src/secret/token.py:12: error: bad",
            "interface User { password: string; token?: string }");

    private static final List<String> PLACEHOLDERS = List.of(
            "curl -H \"Authorization: Bearer $TOKEN\" https://example.com",
            "curl -H 'Authorization: Bearer ${API_TOKEN}' https://example.com",
            "export PASSWORD=$DB_PASSWORD",
            "password=${PASSWORD}",
            "token: <your token>",
            "api_key={{ vault.key }}",
            "postgres://app:$PASS@db/x",
            "postgres://app:${PASS}@db/x",
            "password: null",
            "\"password\": \"\"",
            "docker login --password-stdin registry.example.com",
            "use the --token flag or the --password option",
            "--password-file /run/file");

    private static final List<String> LOGS = List.of(
            "cat: /run/token: No such file or directory",
            "ls /etc/secret: Permission denied",
            "time=12:30:11 level=info msg=done key=abc id=7",
            "GET /v1/items?page=2&sort=name HTTP/1.1 200",
            "tests: 12 passed, 0 failed; bypass=true",
            "drwxr-xr-x 2 root root 4096 Jan 1 12:00 secrets",
            "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUabcdef\n-----END CERTIFICATE-----",
            "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----",
            "docker run -u 1000:1000 -p 8080:80 image",
            "xoxo-hugs-and-kisses and ghost_writer_12345678901234567890",
            "release v1.2.3-rc.1+build.5 sha256:" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "{\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":7,\"total_tokens\":19}}");

    private static final List<String> ADDRESSES = List.of(
            "https://example.com:8443/path?x=1#token",
            "ssh://git@github.com:22/a/b.git",
            "git@github.com:openclaw/lightning.git",
            "http://localhost:5432/@scope/package",
            "/home/bob/.config/tokens/readme.md",
            "C:\\Users\\bob\\secret\\notes.txt",
            "https://slack.com/help/articles/1234",
            "https://en.wikipedia.org/wiki/Password:_a_history",
            "s3://bucket/AKI/data.parquet",
            "mailto:jane@example.com?subject=hello",
            "https://example.com/reset-password/help",
            "redis://cache:6379/0");
}
