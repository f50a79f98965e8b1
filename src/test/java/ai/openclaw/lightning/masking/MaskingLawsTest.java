package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any text, tried on texts made of the pieces that the rules look for. */
class MaskingLawsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> PIECES = List.of(
            "password",
            "api_key",
            "token",
            "Authorization",
            "cookie",
            "passphrase",
            "--token",
            "pwd",
            "key",
            "=",
            ":",
            ": ",
            "=>",
            "\"",
            "'",
            "`",
            "\\\"",
            "\\",
            "\\n",
            "\n",
            " ",
            ",",
            ";",
            "&",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "</",
            "?",
            "://",
            "@",
            "/",
            "-",
            "--",
            "_",
            ".",
            "%3D",
            "$",
            "${",
            "$X",
            "(",
            ")",
            "Bearer ",
            "Basic ",
            "abc",
            "x",
            "hunter22",
            "12345678",
            "[masked]",
            "null",
            "bob",
            "-----BEGIN PRIVATE" + " KEY-----",
            "-----END ",
            "f\"",
            "hooks.slack" + ".com/services/",
            "sk-",
            "ey" + "J",
            "gh" + "p_",
            "AK" + "IA",
            "curl -u ",
            "bob:",
            "mysql -p",
            "identified by ",
            "PASSWORD '",
            "\"name\":",
            "\"value\":",
            "kind: Secret\n",
            "data:\n  ",
            "| ",
            "INSERT INTO t (password) VALUES ('",
            "setPassword(\"",
            "&quot;",
            "\\u003d",
            "\\u0022",
            "%22",
            "%3A",
            "$6$ab$",
            "cGFzc3dvcmQ9aHVudGVyMjI=",
            "the password is ",
            " -> ",
            "\u00e9",
            "\ud83d\ude00");

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @Property(tries = 20_000, seed = "20261122")
    void maskText_twice_changesNothingMore(@ForAll("texts") String text) {
        String once = masker.maskText(text);
        assertThat(masker.maskText(once)).isSameAs(once);
    }

    @Property(tries = 2_000, seed = "20261122")
    void maskText_lettersOnly_sameInstance(@ForAll("letters") String text) {
        assertThat(masker.maskText(text)).isSameAs(text);
    }

    @Property(tries = 3_000, seed = "20261122")
    void copyMasked_anyValue_keepsTheStructure(@ForAll("texts") String text, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        JsonNode before = JSON.valueToTree(value(random, text, 0));
        JsonNode after = JSON.readTree(Masked.json(masker, JSON.writeValueAsString(before)));
        assertSameStructure(before, after);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> shapes = Arbitraries.of(SecretParts.SHAPES)
                .map(name -> new SecretParts(11).shape(name).text());
        Arbitrary<String> pieces = Arbitraries.of(PIECES);
        return Arbitraries.frequencyOf(Tuple.of(20, pieces), Tuple.of(1, shapes))
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars(' ', '\n')
                .ofMaxLength(400);
    }

    private static Object value(Random random, String text, int depth) {
        return switch (depth > 4 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> text.substring(random.nextInt(text.length() + 1));
            case 3 -> "plain";
            case 4 -> List.of(value(random, text, depth + 1), value(random, text, depth + 1));
            default -> Map.of("a", value(random, text, depth + 1), "password", value(random, text, depth + 1));
        };
    }

    private static void assertSameStructure(JsonNode before, JsonNode after) {
        assertThat(after.size()).isEqualTo(before.size());
        if (!before.isContainerNode()) {
            assertThat(after.getNodeType()).isEqualTo(before.getNodeType());
            return;
        }
        for (int i = 0; before.isArray() && i < before.size(); i++) {
            assertSameStructure(before.get(i), after.get(i));
        }
        if (before.isObject()) {
            assertSameStructure(before.get("a"), after.get("a"));
            boolean kept = before.get("password").isBoolean();
            assertThat(after.get("password").asText())
                    .isEqualTo(kept ? before.get("password").asText() : Masker.MASK);
        }
    }
}
