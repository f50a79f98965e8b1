package ai.openclaw.lightning.optimizer.stats;

import java.util.List;

/**
 * Ridge regression of an outcome on the TF-IDF weights of hashed words. Weights are l2-normalised per text, the outcome
 * is centred, the penalty is 1; solved by conjugate gradients on the normal equations (Hestenes and Stiefel 1952), at a
 * cost of about 30 passes over the words. Of each text only its length is kept beside its counts: with thousands of
 * long texts a row of weights for each would take more memory than all else.
 */
final class TextRidge {

    private static final double PENALTY = 1;
    private static final int STEPS_MAX = 30;
    private static final double TOLERANCE = 1e-6;

    private final double[] inverseFrequency;
    private final double[] weights;
    private final double mean;

    private TextRidge(double[] inverseFrequency, double[] weights, double mean) {
        this.inverseFrequency = inverseFrequency;
        this.weights = weights;
        this.mean = mean;
    }

    /** @param texts at least one, with one outcome each */
    static TextRidge fit(List<HashedText> texts, double[] outcomes) {
        double[] inverseFrequency = inverseFrequencies(texts);
        double mean = 0;
        for (double outcome : outcomes) {
            mean += outcome / outcomes.length;
        }
        double[] lengths = new double[texts.size()];
        double[] target = new double[HashedText.BUCKETS];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = length(texts.get(i), inverseFrequency);
            addTo(target, texts.get(i), (outcomes[i] - mean) / lengths[i], inverseFrequency);
        }
        return new TextRidge(inverseFrequency, solve(texts, lengths, target, inverseFrequency), mean);
    }

    double predict(HashedText text) {
        return mean + dot(weights, text, inverseFrequency) / length(text, inverseFrequency);
    }

    private static double[] inverseFrequencies(List<HashedText> texts) {
        int[] documents = new int[HashedText.BUCKETS];
        for (HashedText text : texts) {
            for (int i = 0; i < text.size(); i++) {
                documents[text.bucketAt(i)]++;
            }
        }
        double[] inverse = new double[HashedText.BUCKETS];
        for (int b = 0; b < inverse.length; b++) {
            inverse[b] = Math.log((1.0 + texts.size()) / (1.0 + documents[b])) + 1;
        }
        return inverse;
    }

    /** Euclidean, of the text's TF-IDF weights; 1 for a text without words. */
    private static double length(HashedText text, double[] inverseFrequency) {
        double squares = 0;
        for (int i = 0; i < text.size(); i++) {
            double weight = text.countAt(i) * inverseFrequency[text.bucketAt(i)];
            squares += weight * weight;
        }
        return squares == 0 ? 1 : Math.sqrt(squares);
    }

    private static double[] solve(
            List<HashedText> texts, double[] lengths, double[] target, double[] inverseFrequency) {
        double[] solution = new double[HashedText.BUCKETS];
        double[] residual = target.clone();
        double[] direction = target.clone();
        double size = squared(residual);
        double enough = size * TOLERANCE * TOLERANCE;
        for (int step = 0; step < STEPS_MAX && size > enough; step++) {
            double[] image = new double[HashedText.BUCKETS];
            for (int i = 0; i < lengths.length; i++) {
                HashedText text = texts.get(i);
                double projection = dot(direction, text, inverseFrequency) / lengths[i];
                addTo(image, text, projection / lengths[i], inverseFrequency);
            }
            double curvature = 0;
            for (int b = 0; b < image.length; b++) {
                image[b] += PENALTY * direction[b];
                curvature += image[b] * direction[b];
            }
            double length = size / curvature;
            for (int b = 0; b < image.length; b++) {
                solution[b] += length * direction[b];
                residual[b] -= length * image[b];
            }
            double newSize = squared(residual);
            for (int b = 0; b < direction.length; b++) {
                direction[b] = residual[b] + newSize / size * direction[b];
            }
            size = newSize;
        }
        return solution;
    }

    private static double dot(double[] dense, HashedText text, double[] inverseFrequency) {
        double sum = 0;
        for (int i = 0; i < text.size(); i++) {
            int bucket = text.bucketAt(i);
            sum += dense[bucket] * text.countAt(i) * inverseFrequency[bucket];
        }
        return sum;
    }

    private static void addTo(double[] dense, HashedText text, double factor, double[] inverseFrequency) {
        for (int i = 0; i < text.size(); i++) {
            int bucket = text.bucketAt(i);
            dense[bucket] += factor * text.countAt(i) * inverseFrequency[bucket];
        }
    }

    private static double squared(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return sum;
    }
}
