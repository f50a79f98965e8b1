package ai.openclaw.lightning.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transcripts of all programs with all faults that are known, made at random: each turn is there once, as the generator
 * made it up. A transcript that fails is made again from its seed, which the message tells.
 */
@Tag("once")
class FaultyTranscriptsTest {

    private static final int TRANSCRIPTS = 10_000;

    /** Still written to. */
    private static final long NOW = System.currentTimeMillis();

    @TempDir
    Path folder;

    @Test
    void turns_ofFaultyTranscripts_areThoseOfTheGenerator() throws IOException {
        for (int seed = 0; seed < TRANSCRIPTS; seed++) {
            Random random = new Random(seed);
            int program = random.nextInt(5);
            TranscriptWriter writer = writer(program, random);
            List<PlannedTurn> turns = turns(1, random);
            FaultyFile file = new FaultyFile(random);
            Path path = folder.resolve("s1.jsonl");
            writer.header("s1", null);
            writer.write(turns);
            if (random.nextInt(10) == 0) {
                writer.cutHead(turns.get(0));
            }
            List<String> lines = file.broken(writer.lines, writer.hasIds());
            StoredTurns stored = new StoredTurns();
            if (random.nextInt(3) == 0) {
                int known = random.nextInt(lines.size());
                String next = lines.get(known);
                file.write(path, lines.subList(0, known), next.substring(0, random.nextInt(next.length() + 1)));
                read(path, stored);
            }
            file.write(path, lines, random.nextBoolean() ? "" : "{\"type\":\"mess");
            if (random.nextInt(4) == 0 && !turns.get(turns.size() - 1).isBrokenOff()) {
                turns = fork(program, writer, turns, stored, random);
            }
            read(path, stored);
            if (random.nextInt(4) == 0) {
                read(path, stored);
            }

            assertThat(stored.texts()).as("seed %d", seed).isEqualTo(PlannedTurn.expected(turns));
        }
    }

    /** A fork of the session, which may be read before it; all turns of both. */
    private List<PlannedTurn> fork(
            int program, TranscriptWriter parent, List<PlannedTurn> turns, StoredTurns stored, Random random)
            throws IOException {
        TranscriptWriter writer = writer(program, random);
        writer.fork(parent, "s2", folder.resolve("s1.jsonl").toString());
        List<PlannedTurn> more = turns(100, random);
        writer.write(more);
        FaultyFile file = new FaultyFile(random);
        file.write(folder.resolve("s2.jsonl"), file.broken(writer.lines, writer.hasIds()), "");
        read(folder.resolve("s2.jsonl"), stored);
        return Stream.concat(turns.stream(), more.stream()).toList();
    }

    static TranscriptWriter writer(int program, Random random) {
        return switch (program) {
            case 0 -> new OpenClawWriter(random, true);
            case 1 -> new OpenClawWriter(random, false);
            case 2 -> new ClaudeCodeWriter(random);
            case 3 -> new CodexWriter(random, true);
            default -> new CodexWriter(random, false);
        };
    }

    static List<PlannedTurn> turns(int first, Random random) {
        int count = 1 + random.nextInt(4);
        List<PlannedTurn> turns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            turns.add(new PlannedTurn(first + i, i == count, random));
        }
        return turns;
    }

    private static void read(Path file, EventSink sink) throws IOException {
        Findings findings = new Findings(words -> {});
        String name = Forks.baseName(file.toString());
        List<Transcript> transcripts = List.of(
                new OpenClaw("main", SessionList.empty(), ParentTurns.NONE, new Forks(file.getParent()), name, sink),
                new ClaudeCode(ParentTurns.NONE, sink),
                new Codex(name, ParentTurns.NONE, sink));
        try (SourceFile source = new SourceFile(file)) {
            Transcript transcript = new FileReading(file, transcripts, sink, id -> null, findings)
                    .run(new Lines(source.text(), findings));
            if (transcript != null) {
                transcript.end(NOW);
            }
        }
    }
}
