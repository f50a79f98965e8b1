package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.masking.detect.FlagDetector;
import ai.openclaw.lightning.masking.keys.KeyWords;
import ai.openclaw.lightning.masking.scan.TextScanner;
import ai.openclaw.lightning.masking.values.ValueFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts made of pieces of rules and of ordinary lines: no rule fails, or looks beyond the text it was given. */
class FuzzTest {
    private static final int TEXTS = 40_000;
    private static final int PIECES_MAX = 25;
    private static final int BEFORE = 300;

    private final KeyWords keyWords = new KeyWords(List.of());
    private final TextScanner scanner = new TextScanner(
            keyWords, new FlagDetector(keyWords, new ValueFinder(keyWords)), List.of("own-key-0123456789"));
    private final Random random = new Random(20_261_128);

    @Test
    void maskOrNull_anyText_isTheSameWhateverIsAround() throws Exception {
        List<String> pieces = pieces();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(PIECES_MAX); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String alone = scanner.maskOrNull(text.toString().toCharArray(), 0, text.length());
            assertThat(within(text.toString(), "x"))
                    .as("among letters: %s", text)
                    .isEqualTo(alone);
            assertThat(within(text.toString(), "password=\"sk-ant-"))
                    .as("among secrets: %s", text)
                    .isEqualTo(alone);
        }
    }

    private String within(String text, String around) {
        char[] chars = around.repeat((2 * BEFORE + text.length()) / around.length() + 1)
                .toCharArray();
        text.getChars(0, text.length(), chars, BEFORE);
        return scanner.maskOrNull(chars, BEFORE, BEFORE + text.length());
    }

    private static List<String> pieces() throws Exception {
        List<String> pieces = new ArrayList<>(MaskingLawsTest.PIECES);
        pieces.addAll(GeneratedLinearTimeTest.KEYS);
        pieces.addAll(GeneratedLinearTimeTest.OPERATORS);
        pieces.addAll(GeneratedLinearTimeTest.VALUES);
        for (String row : TableRowsTest.tokens().toList()) {
            pieces.addAll(Arrays.asList(row.split("\\s+|\\w+:\\d[-+\\d]*", -1)));
        }
        for (String line : WrittenCorpus.read("own").ordinary()) {
            pieces.addAll(Arrays.asList(line.split("(?<=\\W)", -1)));
        }
        for (char c = ' '; c <= '~'; c++) {
            pieces.add(String.valueOf(c));
        }
        return pieces;
    }
}
