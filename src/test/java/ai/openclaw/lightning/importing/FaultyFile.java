package ai.openclaw.lightning.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Puts into a file what crashes, editors and other programs do to it. No entry is lost by that. */
final class FaultyFile {

    private final Random random;
    private final Charset charset;
    private final String mark;
    private final String lineEnd;
    private final boolean packed;

    FaultyFile(Random random) {
        this.random = random;
        this.charset = PlannedTurn.pick(
                random,
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE);
        this.mark = charset.equals(StandardCharsets.UTF_8) && random.nextInt(4) > 0 ? "" : "\ufeff";
        this.lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
        this.packed = random.nextInt(6) == 0;
    }

    /** The lines with others between them, which hold no entry or one that is there twice. */
    List<String> broken(List<String> lines, boolean mayRepeat) {
        List<String> broken = new ArrayList<>();
        for (String line : lines) {
            String torn = line.substring(0, 1 + random.nextInt(line.length() - 1));
            switch (random.nextInt(20)) {
                case 0 -> broken.add("\0".repeat(1 + random.nextInt(500)));
                case 1 -> broken.add("undefined");
                case 2 -> broken.add("\"undefined\"");
                case 3 -> broken.add("");
                case 4 -> broken.add("{\"type\":\"message\",\"mess");
                case 5 -> broken.add("\0\0\0" + line);
                case 6 -> broken.add(torn + line);
                case 7 -> broken.add("[1,2,");
                default -> {
                    // as it was
                }
            }
            String last = broken.isEmpty() ? "" : broken.get(broken.size() - 1);
            if (!last.endsWith(line)) {
                broken.add(line);
            }
            if (mayRepeat && random.nextInt(20) == 0) {
                broken.add(line);
            }
        }
        return broken;
    }

    /** Writes the lines, and of one more line the beginning. */
    void write(Path file, List<String> lines, String torn) throws IOException {
        StringBuilder text = new StringBuilder(mark);
        lines.forEach(line -> text.append(line).append(lineEnd));
        byte[] bytes = text.append(torn).toString().getBytes(charset);
        if (packed) {
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(gzip)) {
                out.write(bytes);
            }
            bytes = gzip.toByteArray();
        }
        Files.write(file, bytes);
    }
}
