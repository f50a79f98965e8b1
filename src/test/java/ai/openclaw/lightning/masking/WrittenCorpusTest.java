package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of {@code docs/security.md}: recall and false alarms, with what is missed. */
class WrittenCorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double RECALL_MIN = 0.85;
    private static final double PROMISED_RECALL_MIN = 0.95;
    private static final double FALSE_ALARMS_MAX = 0.005;

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @ParameterizedTest
    @ValueSource(strings = {"own", "independent", "second"})
    void copyMasked_writtenSecrets_masksMost(String name) throws IOException {
        assumeTrue(WrittenCorpus.exists(name), "no corpus " + name);
        WrittenCorpus corpus = WrittenCorpus.read(name);
        assertThat(corpus.secrets()).isNotEmpty();
        Map<String, int[]> byShape = new TreeMap<>();
        int[] promised = new int[2];
        for (WrittenCorpus.Planted planted : corpus.secrets()) {
            String shown = Pieces.allText(
                    JSON.readTree(Masked.json(masker, planted.text().toString())));
            int missed = Pieces.isLeft(planted.secret(), shown) ? 1 : 0;
            byShape.computeIfAbsent(planted.shape(), shape -> new int[2])[missed]++;
            promised[missed] += corpus.promised().contains(planted.shape()) ? 1 : 0;
            if (missed == 1) {
                System.out.printf(Locale.ROOT, "masking: %s misses %s: %s%n", name, planted.shape(), shown.strip());
            }
        }
        byShape.forEach((shape, count) -> System.out.printf(
                Locale.ROOT, "masking: %s %-34s found %2d missed %2d%n", name, shape, count[0], count[1]));
        int missed = byShape.values().stream().mapToInt(count -> count[1]).sum();
        double recall = 1 - (double) missed / corpus.secrets().size();
        System.out.printf(
                Locale.ROOT,
                "masking: %s: %d secrets in %d shapes, %d missed: recall %.1f %%%n",
                name,
                corpus.secrets().size(),
                byShape.size(),
                missed,
                100 * recall);
        assertThat(recall).isGreaterThanOrEqualTo(RECALL_MIN);
        if (!corpus.promised().isEmpty()) {
            double promisedRecall = (double) promised[0] / (promised[0] + promised[1]);
            System.out.printf(
                    Locale.ROOT,
                    "masking: %s: promised: %d secrets, %d missed: recall %.1f %%%n",
                    name,
                    promised[0] + promised[1],
                    promised[1],
                    100 * promisedRecall);
            assertThat(byShape.keySet()).containsAll(corpus.promised());
            assertThat(promisedRecall).isGreaterThanOrEqualTo(PROMISED_RECALL_MIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "independent", "second", "third", "fourth"})
    void maskText_writtenOrdinaryLines_changesHardlyAny(String name) throws IOException {
        assumeTrue(WrittenCorpus.exists(name), "no corpus " + name);
        List<String> ordinary = WrittenCorpus.read(name).ordinary();
        assertThat(ordinary).isNotEmpty();
        List<String> alarms = new ArrayList<>();
        for (String line : ordinary) {
            String shown = masker.maskText(line);
            if (!shown.equals(line)) {
                alarms.add(line + " -> " + shown);
            }
        }
        alarms.forEach(alarm -> System.out.printf(Locale.ROOT, "masking: %s false alarm: %s%n", name, alarm));
        double share = (double) alarms.size() / ordinary.size();
        System.out.printf(
                Locale.ROOT,
                "masking: %s: %d ordinary lines, %d false alarms: %.2f %%%n",
                name,
                ordinary.size(),
                alarms.size(),
                100 * share);
        assertThat(share).isLessThanOrEqualTo(FALSE_ALARMS_MAX);
    }
}
