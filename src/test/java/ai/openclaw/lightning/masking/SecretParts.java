package ai.openclaw.lightning.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Made-up secrets of each kind, from a fixed seed and from parts: the same in every run, and none of them real. */
final class SecretParts {
    static final List<String> SHAPES = List.of(
            "AWS access key id",
            "AWS temporary key id",
            "AWS secret key assigned",
            "GitHub personal",
            "GitHub OAuth",
            "GitHub user",
            "GitHub server",
            "GitHub refresh",
            "GitHub fine-grained",
            "OpenAI",
            "OpenAI project",
            "Anthropic",
            "Slack bot",
            "Slack user",
            "Slack app",
            "Slack webhook",
            "Google API key",
            "Google OAuth",
            "JWT",
            "PEM RSA",
            "PEM PKCS8",
            "PEM OpenSSH",
            "PEM escaped",
            "PEM unterminated",
            "database URL",
            "cache URL without user",
            "web URL",
            "Bearer",
            "Basic");

    static final List<String> KEYS = List.of(
            "password",
            "passwd",
            "pwd",
            "secret",
            "token",
            "api_key",
            "authorization",
            "cookie",
            "credential",
            "credentials",
            "private_key",
            "session_cookie",
            "passphrase",
            "client_secret",
            "access_token",
            "refreshToken",
            "authToken",
            "apiKey",
            "APIKey",
            "x-api-key",
            "HTTPAuthorization",
            "DB_PASSWORD",
            "userPassword",
            "GITHUB_TOKEN",
            "aws_secret_access_key",
            "Proxy-Authorization",
            "Set-Cookie",
            "PGPASSWORD");

    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS = UPPER + LOWER;
    private static final String BASE62 = LETTERS + DIGITS;

    /**
     * @param text as it stands in a trace
     * @param core the part of which nothing may be left
     */
    record Secret(String text, String core) {}

    private final Random random;

    SecretParts(long seed) {
        this.random = new Random(seed);
    }

    /** A value without any form of its own: letters and digits, hex, a word, or a word with digits and a symbol. */
    String opaque(int style) {
        return switch (style % 5) {
            case 0 -> some(BASE62, 24);
            case 1 -> some("0123456789abcdef", 32);
            case 2 -> some(LOWER, 11);
            case 3 -> some(UPPER, 1) + some(LOWER, 6) + some(DIGITS, 3) + "!";
            default -> some(LETTERS, 5) + "-" + some(DIGITS, 4) + "_" + some(LETTERS, 5);
        };
    }

    Secret shape(String name) {
        return switch (name) {
            case "AWS access key id" -> whole("AK" + "IA" + some(UPPER + "234567", 16));
            case "AWS temporary key id" -> whole("AS" + "IA" + some(UPPER + "234567", 16));
            case "AWS secret key assigned" -> within("aws_secret" + "_access_key=", some(BASE62 + "/+", 40), "");
            case "OpenAI" -> whole("s" + "k-" + some(BASE62, 48));
            case "OpenAI project" ->
                whole("s" + "k-proj-" + some(BASE62, 70) + "_" + some(BASE62, 20) + "-" + some(BASE62, 9));
            case "Anthropic" -> whole("s" + "k-ant-api03-" + some(BASE62, 60) + "-" + some(BASE62, 30) + "AA");
            case "Google API key" -> whole("AI" + "za" + some(BASE62 + "_-", 35));
            case "Google OAuth" -> whole("ya" + "29." + some(BASE62 + "_-", 80));
            case "JWT" -> whole(jwt());
            case "Bearer" -> within("Bearer ", some(BASE62, 30) + some(DIGITS, 2), "");
            case "Basic" -> within("Basic ", base64("user" + some(DIGITS, 3) + ":" + some(BASE62, 14)), "");
            case "database URL" -> within("postgres://app:", some(BASE62, 12) + "%21" + some(BASE62, 3), "@db:5432/x");
            case "cache URL without user" -> within("redis://:", some(BASE62, 16), "@cache.internal:6379/0");
            case "web URL" -> within("https://deploy:", some(BASE62, 20), "@git.example.com/a/b.git");
            default -> prefixed(name);
        };
    }

    private Secret prefixed(String name) {
        String number = some(DIGITS, 12);
        return switch (name) {
            case "GitHub personal" -> whole("gh" + "p_" + some(BASE62, 36));
            case "GitHub OAuth" -> whole("gh" + "o_" + some(BASE62, 36));
            case "GitHub user" -> whole("gh" + "u_" + some(BASE62, 36));
            case "GitHub server" -> whole("gh" + "s_" + some(BASE62, 36));
            case "GitHub refresh" -> whole("gh" + "r_" + some(BASE62, 76));
            case "GitHub fine-grained" -> whole("github" + "_pat_" + some(BASE62, 22) + "_" + some(BASE62, 59));
            case "Slack bot" -> whole("xox" + "b-" + number + "-" + number + "-" + some(BASE62, 24));
            case "Slack user" -> whole("xox" + "p-" + number + "-" + number + "-" + number + "-" + some(BASE62, 32));
            case "Slack app" -> whole("xa" + "pp-1-A" + some(UPPER, 9) + "-" + number + "-" + some(BASE62, 64));
            case "Slack webhook" ->
                within(
                        "https://hooks.slack" + ".com/services/",
                        "T" + some(UPPER, 8) + "/B" + some(UPPER, 8) + "/" + some(BASE62, 24),
                        "");
            default -> pem(name);
        };
    }

    private Secret pem(String name) {
        String type = switch (name) {
            case "PEM RSA", "PEM unterminated" -> "RSA ";
            case "PEM OpenSSH" -> "OPENSSH ";
            case "PEM PKCS8", "PEM escaped" -> "";
            default -> throw new IllegalArgumentException(name);
        };
        String end = name.equals("PEM escaped") ? "\\n" : "\n";
        String body = some(BASE62 + "/+", 64) + end + some(BASE62 + "/+", 64) + end + some(BASE62, 30) + "==" + end;
        String label = type + "PRIVATE" + " KEY-----";
        String close = name.equals("PEM unterminated") ? "" : "-----END " + label;
        return within("-----BEGIN " + label + end, body, close);
    }

    private String jwt() {
        String header = base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        return header + "." + base64Url("{\"sub\":\"" + some(DIGITS, 10) + "\",\"n\":1}") + "."
                + some(BASE62 + "_-", 43);
    }

    String some(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Secret whole(String text) {
        return new Secret(text, text);
    }

    private static Secret within(String before, String core, String after) {
        return new Secret(before + core + after, core);
    }
}
