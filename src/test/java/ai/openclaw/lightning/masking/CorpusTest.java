package ai.openclaw.lightning.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Finds every planted secret, changes no look-alike, and prints the figures for each kind. */
class CorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_261_122;

    private final Masker masker = new Masker(MaskingRules.BUILT_IN);

    @Test
    void copyMasked_plantedSecrets_leavesNothingOfAny() throws IOException {
        Map<String, int[]> foundAndMissed = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        List<SecretCorpus.Planted> corpus = SecretCorpus.of(SEED);
        for (SecretCorpus.Planted planted : corpus) {
            String shown = Pieces.allText(JSON.readTree(Masked.json(masker, planted.json())));
            assertThat(Pieces.isLeft(planted.secret(), Pieces.allText(JSON.readTree(planted.json()))))
                    .as("planted: %s", planted)
                    .isTrue();
            boolean found = !Pieces.isLeft(planted.secret(), shown);
            foundAndMissed.computeIfAbsent(planted.kind(), kind -> new int[2])[found ? 0 : 1]++;
            if (!found) {
                missed.add(planted.kind() + ", " + planted.place() + ": " + planted.json() + " -> " + shown);
            }
        }
        foundAndMissed.forEach((kind, count) ->
                System.out.printf(Locale.ROOT, "masking: %-30s found %3d missed %d%n", kind, count[0], count[1]));
        System.out.printf(Locale.ROOT, "masking: %d planted, %d missed%n", corpus.size(), missed.size());
        assertThat(foundAndMissed).hasSizeGreaterThanOrEqualTo(25);
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(300);
        assertThat(missed).isEmpty();
    }

    @Test
    void copyMasked_lookAlikes_changesNone() throws IOException {
        Map<String, int[]> rightAndWrong = new TreeMap<>();
        List<String> alarms = new ArrayList<>();
        List<LookAlikes.Harmless> corpus = LookAlikes.of(SEED);
        for (LookAlikes.Harmless harmless : corpus) {
            String shown = Masked.json(masker, harmless.json());
            boolean same = shown.equals(harmless.json());
            rightAndWrong.computeIfAbsent(harmless.kind(), kind -> new int[2])[same ? 0 : 1]++;
            if (!same) {
                alarms.add(harmless.json() + " -> " + shown);
            }
        }
        rightAndWrong.forEach((kind, count) ->
                System.out.printf(Locale.ROOT, "masking: %-30s kept %3d false alarms %d%n", kind, count[0], count[1]));
        System.out.printf(Locale.ROOT, "masking: %d look-alikes, %d false alarms%n", corpus.size(), alarms.size());
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(300);
        assertThat(alarms).isEmpty();
    }
}
