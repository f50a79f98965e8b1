package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.optimizer.run.RunSettings.Mode;
import ai.openclaw.lightning.optimizer.run.SimulatedLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Proof 16: 2,000 sessions of an agent, twenty a day, with three true rules, a harmful one and a useless one. */
final class LifeProofs {

    private static final int DAY = 60;
    private static final double GAIN = 0.04;
    private static final int TOLD_MAX = 150;

    private LifeProofs() {}

    static ProofRow aggressive(int seeds, int firstSeed) {
        List<SimulatedLife> lives = lives(Mode.AGGRESSIVE, seeds, firstSeed);
        long soon = lives.stream().filter(life -> life.firstTrueRule() <= DAY).count();
        int told = lives.stream().mapToInt(SimulatedLife::toldHarmful).max().orElseThrow();
        double gain = gain(lives);
        return new ProofRow(
                "16 a life, aggressive, " + seeds + " seeds from " + firstSeed,
                "a true rule by day 60 in ≥ 70 %, harmful told ≤ 150 times, last quarter ≥ 4 points above the first",
                soon + " of " + seeds + "; told " + told + " times; " + points(gain),
                soon >= 0.7 * seeds && told <= TOLD_MAX && gain >= GAIN,
                "");
    }

    /** What the other modes bring: one rule at a time. No bar but that nothing gets worse. */
    static ProofRow oneAtATime(Mode mode, int seeds, int firstSeed) {
        List<SimulatedLife> lives = lives(mode, seeds, firstSeed);
        long adopted = lives.stream()
                .filter(life -> life.firstTrueRule() < Integer.MAX_VALUE)
                .count();
        double gain = gain(lives);
        return new ProofRow(
                "16 a life, " + mode.name().toLowerCase(Locale.ROOT) + ", " + seeds + " seeds from " + firstSeed,
                "the last quarter is no worse than the first",
                "a true rule adopted in " + adopted + " of " + seeds + "; " + points(gain),
                gain >= 0,
                "");
    }

    /** One life in words. */
    static List<String> story(int seed) {
        SimulatedLife life = lives(Mode.AGGRESSIVE, 1, seed).get(0);
        List<String> lines = new ArrayList<>();
        for (int quarter = 0; quarter < 4; quarter++) {
            lines.add(String.format(
                    Locale.ROOT, "quarter %d: %.1f %% success", quarter + 1, 100 * life.success(quarter)));
        }
        lines.addAll(life.verdicts());
        lines.add("to be seen:");
        lines.addAll(life.seen());
        return lines;
    }

    private static List<SimulatedLife> lives(Mode mode, int seeds, int firstSeed) {
        List<SimulatedLife> lives = new ArrayList<>();
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            lives.add(life(mode, seed));
        }
        return lives;
    }

    private static SimulatedLife life(Mode mode, int seed) {
        try {
            Path folder = Files.createTempDirectory("life");
            SimulatedLife life = new SimulatedLife(mode, seed, folder).live();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
            return life;
        } catch (IOException e) {
            throw new IllegalStateException("no folder for a life", e);
        }
    }

    private static double gain(List<SimulatedLife> lives) {
        return lives.stream()
                .mapToDouble(life -> life.success(3) - life.success(0))
                .average()
                .orElseThrow();
    }

    private static String points(double gain) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * gain);
    }
}
