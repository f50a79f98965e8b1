package ai.openclaw.lightning.proofs;

import ai.openclaw.lightning.optimizer.run.RunSettings.Mode;
import ai.openclaw.lightning.traces.RecordedTraces;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Computes every proof at full size and writes the table: {@code mvn -Pproofs verify -DskipTests}. Argument: the file to
 * write. Ends with an error when a bar is not met.
 */
public final class ProofTable {

    private ProofTable() {}

    /** Writes the table. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (!Files.isDirectory(RecordedTraces.folder())) {
            throw new IllegalStateException("the recorded traces are not at " + RecordedTraces.folder());
        }
        long start = System.nanoTime();
        List<ProofRow> rows = new ArrayList<>();
        rows.add(MinerProofs.shuffledWithinTasks(200));
        rows.addAll(MinerProofs.airlineAsItIs());
        rows.add(MinerProofs.planted(400, 0.24, 100));
        rows.add(MinerProofs.planted(1_600, 0.13, 100));
        rows.add(TryAgainProofs.tryAgain());
        rows.add(TryAgainProofs.tryAgainWithFewTraces(200));
        rows.addAll(ExperimentProofs.realPromptChange(1_000, 4_000));
        rows.addAll(ExperimentProofs.noEffectInHardWorlds(2_000));
        rows.addAll(ExperimentProofs.harm(2_000));
        rows.addAll(EndingProofs.all(2_000, 1));
        rows.addAll(OutcomeProofs.all(2_000, 1));
        rows.addAll(HelperProofs.all(2_000, 20, 1));
        rows.addAll(TeamProofs.all(2_000));
        rows.add(LifeProofs.aggressive(20, 1));
        rows.add(LifeProofs.aggressive(20, 201));
        rows.add(LifeProofs.oneAtATime(Mode.CONSERVATIVE, 20, 1));
        rows.add(LifeProofs.oneAtATime(Mode.MANUAL, 20, 1));
        rows.add(GrowthProofs.costOfNewTraces(1_000, 100_000));
        rows.add(GrowthProofs.lookingAllTheTime(200, 1_600));
        rows.add(VocabularyProofs.nullReplays(400));
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        List<String> lines = new ArrayList<>();
        lines.add("# The proofs of the optimizer");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Computed on %s at commit %s with Java %s in %d s by `mvn -Pproofs verify -DskipTests`; seeds are fixed.",
                LocalDate.now(ZoneOffset.UTC),
                commit(),
                System.getProperty("java.version"),
                seconds));
        lines.add("What each row means: docs/optimizer.md.");
        lines.add("");
        lines.add("| proof | must hold | figure | holds | naive rivals on the same data |");
        lines.add("| --- | --- | --- | --- | --- |");
        rows.forEach(row -> lines.add(row.markdown()));
        lines.add("");
        lines.add("The first suggestion of proof 4 in full:");
        lines.add("");
        TryAgainProofs.workedExample().forEach(line -> lines.add("    " + line));
        lines.add("");
        lines.add("One life of proof 16 in words:");
        lines.add("");
        LifeProofs.story(1).forEach(line -> lines.add("    " + line));
        lines.add("");
        lines.add("What is proposed to recorded agents, the best first:");
        lines.add("");
        VocabularyProofs.proposals().forEach(line -> lines.add("    " + line));
        lines.forEach(out::println);
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
        long broken = rows.stream().filter(row -> !row.holds()).count();
        if (broken > 0) {
            throw new IllegalStateException(broken + " proofs do not hold");
        }
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
