package ai.openclaw.lightning.cli.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Traces of two simulated agents, an export that comes with the program. Their times are moved to the week before now, so
 * that they look on the page like those of agents at work. Every event has an id, so a second import changes nothing.
 */
record SampleTraces(Path file) {

    private static final Pattern TIME =
            Pattern.compile("(?<=\"(?:start_time|started_at|end_time|timestamp)\":)[0-9]{13}");

    /** Writes them to that file, the newest shortly before {@code now}. */
    void writeTo(Path target, long now) throws IOException {
        long newest = 0;
        try (BufferedReader lines = open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                newest = Math.max(
                        newest,
                        TIME.matcher(line)
                                .results()
                                .mapToLong(time -> Long.parseLong(time.group()))
                                .max()
                                .orElse(0));
            }
        }
        long later = now - newest;
        Files.createDirectories(target.getParent());
        try (BufferedReader lines = open();
                Writer out = Files.newBufferedWriter(target)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(moved(line, later) + "\n");
            }
        }
    }

    private static String moved(String line, long later) {
        return TIME.matcher(line).replaceAll(time -> String.valueOf(Long.parseLong(time.group()) + later));
    }

    private BufferedReader open() throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
}
