package ai.openclaw.lightning.optimizer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PrognosticScoreTest {

    private static final String[] FILLER = {"please", "the", "order", "customer", "today", "item", "number", "check"};

    private static List<HashedText> texts(SplittableRandom random, int count) {
        List<HashedText> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "simple lookup" : "complicated refund");
            for (int word = 0; word < 6; word++) {
                text.append(' ').append(FILLER[random.nextInt(FILLER.length)]).append(random.nextInt(50));
            }
            texts.add(HashedText.of(text.toString()));
        }
        return texts;
    }

    @Test
    void fit_wordsThatTell_separatesEasyFromHard() {
        SplittableRandom random = new SplittableRandom(6);
        List<HashedText> texts = texts(random, 600);
        double[] outcomes = new double[600];
        for (int i = 0; i < 600; i++) {
            outcomes[i] = random.nextDouble() < (i % 2 == 0 ? 0.8 : 0.2) ? 1 : 0;
        }
        PrognosticScore score = PrognosticScore.fit(texts, outcomes);

        assertThat(score.score(HashedText.of("simple lookup"))).isGreaterThan(0.65);
        assertThat(score.score(HashedText.of("complicated refund"))).isLessThan(0.35);
        assertThat(score.stratum(HashedText.of("simple lookup")))
                .isGreaterThan(score.stratum(HashedText.of("complicated refund")));
        long[] sizes = new long[10];
        texts.forEach(text -> sizes[score.stratum(text)]++);
        assertThat(Arrays.stream(sizes)).allMatch(size -> size >= 40 && size <= 80);
    }

    /** A score that had seen the outcome of its own text would correlate with pure noise. */
    @Test
    void fit_noise_knowsNothingOfItsOwnOutcomes() {
        SplittableRandom random = new SplittableRandom(7);
        List<HashedText> texts = texts(random, 600);
        double[] outcomes = random.doubles(600).map(u -> u < 0.5 ? 1 : 0).toArray();
        PrognosticScore score = PrognosticScore.fit(texts, outcomes);

        double covariance = 0;
        double spread = 0;
        for (int i = 0; i < 600; i++) {
            double deviation = score.score(texts.get(i)) - 0.5;
            covariance += deviation * (outcomes[i] - 0.5);
            spread += deviation * deviation;
        }
        double correlation = covariance / Math.sqrt(spread * 600 * 0.25);
        assertThat(correlation).isBetween(-0.12, 0.12);
    }

    @Test
    void fit_fewTexts_isOneStratum() {
        PrognosticScore score =
                PrognosticScore.fit(List.of(HashedText.of("a"), HashedText.of("b")), new double[] {0, 1});

        assertThat(score.stratum(HashedText.of("b"))).isZero();
        assertThat(score.score(HashedText.of("b"))).isEqualTo(0.5);
    }
}
