package ai.openclaw.lightning.optimizer.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How likely success was, judged from the first message alone, before the agent acted: the stand-in for a task key.
 * Traces are compared within tenths of this score (Hansen, "The prognostic analogue of the propensity score", Biometrika
 * 95 (2008) 481). A text that took part in the fit is scored by models fitted without it, otherwise the score would know
 * the outcome it is meant to predict. Immutable.
 */
public final class PrognosticScore {

    private static final int FOLDS = 5;
    private static final int TENTHS = 10;

    /** Fewer texts than this in a tenth say nothing: then there are fewer strata. */
    private static final int STRATUM_MIN = 20;

    private final List<TextRidge> withoutFold;
    private final double[] borders;

    private PrognosticScore(List<TextRidge> withoutFold, double[] borders) {
        this.withoutFold = withoutFold;
        this.borders = borders;
    }

    /** Before there is anything to learn from: one stratum for all. */
    public static PrognosticScore unknown() {
        return new PrognosticScore(List.of(), new double[0]);
    }

    /**
     * Learns the score and the borders of its strata.
     *
     * @param outcomes in [0, 1], one for each text
     */
    public static PrognosticScore fit(List<HashedText> texts, double[] outcomes) {
        int strata = Math.min(TENTHS, texts.size() / STRATUM_MIN);
        if (strata < 2) {
            return unknown();
        }
        List<TextRidge> models = new ArrayList<>(FOLDS);
        for (int fold = 0; fold < FOLDS; fold++) {
            List<HashedText> rest = new ArrayList<>(texts.size());
            double[] restOutcomes = new double[texts.size()];
            for (int i = 0; i < texts.size(); i++) {
                if (fold(texts.get(i)) != fold) {
                    restOutcomes[rest.size()] = outcomes[i];
                    rest.add(texts.get(i));
                }
            }
            if (rest.isEmpty()) {
                return unknown();
            }
            models.add(TextRidge.fit(rest, Arrays.copyOf(restOutcomes, rest.size())));
        }
        PrognosticScore unbordered = new PrognosticScore(models, new double[0]);
        double[] scores = texts.stream().mapToDouble(unbordered::score).sorted().toArray();
        double[] borders = new double[strata - 1];
        for (int i = 0; i < borders.length; i++) {
            borders[i] = scores[(int) ((long) scores.length * (i + 1) / strata)];
        }
        return new PrognosticScore(List.copyOf(models), borders);
    }

    /**
     * The expected outcome. A text goes through the model that never saw its fold, so that old and new texts are scored
     * alike.
     */
    public double score(HashedText text) {
        return withoutFold.isEmpty() ? 0.5 : withoutFold.get(fold(text)).predict(text);
    }

    /** Index of the tenth (or wider group) that the text belongs to, from 0. */
    public int stratum(HashedText text) {
        double score = score(text);
        int index = 0;
        while (index < borders.length && score >= borders[index]) {
            index++;
        }
        return index;
    }

    private static int fold(HashedText text) {
        return Math.floorMod((text.fingerprint() * 0x9E3779B9) >>> 8, FOLDS);
    }
}
