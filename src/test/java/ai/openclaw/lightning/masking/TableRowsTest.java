package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code tokens.txt} and {@code commands.txt} masks what it describes. */
class TableRowsTest {
    private static final String SECRET = "xK9mPq2vR7wL";

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);
    private final SecretParts parts = new SecretParts(9);

    static Stream<String> tokens() throws IOException {
        return rows("/masking/tokens.txt");
    }

    static Stream<String> commands() throws IOException {
        return rows("/masking/commands.txt");
    }

    private static Stream<String> rows(String resource) throws IOException {
        try (InputStream in = Masker.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void maskText_tokenOfARow_isMasked(String row) {
        List<String> words = List.of(row.strip().split("\\s+", -1));
        boolean keyed = words.get(1).equals("=");
        StringBuilder token = new StringBuilder();
        for (String part : words.subList(keyed ? 2 : 1, words.size())) {
            token.append(sample(part));
        }
        String before = keyed ? words.get(0) + "_api: \"" : "got ";
        String after = keyed ? "\" # end" : " back";
        assertThat(masker.maskText(before + token + after)).isEqualTo(before + "[masked]" + after);
        assertThat(masker.maskText("{\\\"a\\\": \\\"b\\n" + before + token + after + "\\\"}"))
                .doesNotContain(token);
    }

    private String sample(String part) {
        int colon = part.indexOf(':');
        String alphabet = colon < 0 ? null : characters(part.substring(0, colon));
        if (alphabet == null) {
            return part;
        }
        String length = part.substring(colon + 1);
        int min = Integer.parseInt(length.split("[-+]", -1)[0]);
        boolean mixed = part.startsWith("mixed");
        return mixed && min > 1 ? "7k" + parts.some(alphabet, min - 2) : parts.some(alphabet, min);
    }

    private static String characters(String alphabet) {
        String upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        String lower = "abcdefghijklmnopqrstuvwxyz0123456789";
        return switch (alphabet) {
            case "digit" -> "0123456789";
            case "hex" -> "0123456789abcdef";
            case "upper" -> upper;
            case "lower" -> lower;
            case "alnum",
                    "mixed",
                    "token",
                    "mixedtoken",
                    "dotted",
                    "base64",
                    "padded",
                    "any64",
                    "unreserved",
                    "path",
                    "encoded" -> upper + lower;
            case "gap" -> ",";
            default -> null;
        };
    }

    @ParameterizedTest
    @MethodSource("commands")
    void maskText_argumentOfARow_isMasked(String row) {
        String[] words = row.strip().split("\\s+", -1);
        String before = switch (words[3]) {
            case "after-colon" -> "bob:";
            case "after-percent" -> "bob%";
            case "after-comma" -> "bob,";
            case "after-slash" -> "bob/";
            default -> "";
        };
        for (String program : words[0].split(",", -1)) {
            for (String flag : words[1].split(",", -1)) {
                String text = switch (words[2]) {
                    case "attached" -> "sudo " + program + " -x " + flag + before + SECRET + " y";
                    case "last" -> program + " " + flag + " file bob " + SECRET;
                    default -> "/usr/bin/" + program + " -x " + flag + " " + before + SECRET + " y";
                };
                assertThat(masker.maskText(text)).isEqualTo(text.replace(SECRET, "[masked]"));
            }
        }
    }
}
