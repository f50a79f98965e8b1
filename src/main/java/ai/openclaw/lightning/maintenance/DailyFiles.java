package ai.openclaw.lightning.maintenance;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.json.OwnJson;
import ai.openclaw.lightning.model.TraceFigures;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One readable file for each day, {@code 2026-11-22.json}, with the figures of the traces that began on it (UTC). Retention deletes traces and lowers the figures, but a file keeps its highest figures. Blocks; for one thread
 * at a time.
 */
final class DailyFiles {

    /** Three years; older files are deleted. */
    private static final int FILES_MAX = 1_100;

    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\.json");

    private final Path folder;

    DailyFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files whose figures have grown.
     *
     * @param days by day number, days since 1970-01-01 UTC
     * @return how many were written
     */
    int write(Map<Long, TraceFigures> days) throws IOException {
        int written = 0;
        for (Map.Entry<Long, TraceFigures> day : new TreeMap<>(days).entrySet()) {
            LocalDate date = LocalDate.ofEpochDay(day.getKey());
            Path file = folder.resolve(date + ".json");
            String text = json(date, day.getValue());
            if (!hasMore(file, day.getValue()) && !text.equals(textOf(file))) {
                Home.write(file, text);
                written++;
            }
        }
        if (written > 0) {
            prune();
        }
        return written;
    }

    private void prune() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            for (Path oldest : all.subList(0, Math.max(0, all.size() - FILES_MAX))) {
                Files.deleteIfExists(oldest);
            }
        }
    }

    /** Whether the file was written before some of its traces, calls or rewards were deleted. */
    private static boolean hasMore(Path file, TraceFigures figures) throws IOException {
        Map<String, Long> known = numbers(textOf(file));
        return known.getOrDefault("traces", 0L) > figures.traces()
                || known.getOrDefault("tool_calls", 0L) > figures.toolCalls()
                || known.getOrDefault("rewards", 0L) > figures.rewards();
    }

    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException notYet) {
            return "";
        } catch (CharacterCodingException broken) {
            return "";
        }
    }

    /** The whole numbers at the top. A damaged file yields none and is rewritten. */
    private static Map<String, Long> numbers(String text) {
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser parser = OwnJson.FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(parser.currentName(), parser.getLongValue());
                }
            }
            return numbers;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static String json(LocalDate date, TraceFigures figures) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("date", date.toString());
            json.writeNumberField("traces", figures.traces());
            json.writeNumberField("ended", figures.ended());
            json.writeNumberField("abandoned", figures.abandoned());
            json.writeNumberField("successes", figures.successes());
            json.writeNumberField("failures", figures.failures());
            mean(json, "success_rate", (double) figures.successes(), figures.successes() + figures.failures());
            mean(json, "avg_latency_ms", (double) figures.latencyMsSum(), figures.latencyCount());
            json.writeNumberField("tokens_used", figures.tokensUsed());
            json.writeNumberField("tool_calls", figures.toolCalls());
            json.writeNumberField("tool_errors", figures.toolErrors());
            json.writeNumberField("rewards", figures.rewards());
            mean(json, "avg_reward", figures.rewardSum(), figures.rewardCount());
            json.writeEndObject();
        }
        return text + "\n";
    }

    /** Null when nothing is known, which differs from 0. */
    private static void mean(JsonGenerator json, String name, double sum, long count) throws IOException {
        if (count == 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, sum / count);
        }
    }
}
