package ai.openclaw.lightning.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file: finds out what its lines are, and has them read. For one thread. */
final class FileReading {

    private static final Pattern FIRST_FIELD = Pattern.compile("^\\{\\s*\"([^\"]*)\"");
    private static final Pattern TRACE = Pattern.compile("^\\{[^{\\[]*\"trace_id\"\\s*:");
    private static final Pattern RECORDINGS = Pattern.compile("^(\\[\\s*(\\{|$)|\\{\\s*$|\\{\\s*\"\\d+\"\\s*:)");

    private final Path file;
    private final List<Transcript> transcripts;
    private final EventSink sink;
    private final Function<String, StoredTrace> bridge;
    private final Findings findings;
    private Transcript known;
    private boolean strange;
    private long unread;

    private enum Format {
        EXPORT,
        RECORDINGS,
        ENTRIES
    }

    /**
     * @param transcripts one of each program whose transcripts can be read
     * @param bridge tells what it has of a trace
     */
    FileReading(
            Path file,
            List<Transcript> transcripts,
            EventSink sink,
            Function<String, StoredTrace> bridge,
            Findings findings) {
        this.file = file;
        this.transcripts = transcripts;
        this.sink = sink;
        this.bridge = bridge;
        this.findings = findings;
        this.unread = findings.unread();
    }

    /** The transcript that the file turned out to be, or null. */
    Transcript run(Lines lines) throws IOException {
        boolean export = false;
        boolean first = true;
        while (lines.next()) {
            Format format = export ? Format.EXPORT : known == null ? formatOf(lines.beginning()) : Format.ENTRIES;
            if (first && format == Format.RECORDINGS) {
                recordings(lines);
                return null;
            }
            first = false;
            export |= format == Format.EXPORT;
            if (export) {
                trace(lines);
            } else {
                Entries.read(lines, findings, this::entry);
            }
        }
        if (first) {
            findings.note(file, "is empty");
        } else if (!export && known == null) {
            findings.whole(
                    strange
                            ? "is in no format that can be imported; lightning import --help lists those"
                            : "has no line that can be read");
        }
        return known;
    }

    private static Format formatOf(String beginning) {
        Matcher field = FIRST_FIELD.matcher(beginning);
        String first = field.find() ? field.group(1) : "";
        if (first.equals("schema_version") || TRACE.matcher(beginning).find()) {
            return Format.EXPORT;
        }
        return RECORDINGS.matcher(beginning).find() ? Format.RECORDINGS : Format.ENTRIES;
    }

    private void trace(Lines lines) throws IOException {
        try (JsonParser parser = ImportJson.parser(lines.content())) {
            ExportedTraces.read(parser, sink, bridge);
        } catch (ExportedTraces.Unreadable e) {
            findings.line(lines.number(), e.getMessage());
        } catch (JsonProcessingException e) {
            findings.line(lines.number(), "is not JSON, or cut off");
        }
    }

    private void recordings(Lines lines) throws IOException {
        try (JsonParser parser = ImportJson.parser(lines.rest())) {
            RecordingReader.read(file, parser, recording -> {
                List<ObjectNode> events = recording.events();
                events.forEach(sink::event);
                sink.traceEnd(recording.traceId());
            });
        } catch (JsonProcessingException e) {
            findings.whole(
                    "line " + e.getLocation().getLineNr() + " is not JSON, or cut off; what came before is imported");
        }
    }

    private void entry(JsonNode entry) {
        if (known == null) {
            known = transcripts.stream()
                    .filter(transcript -> transcript.knows(entry))
                    .findFirst()
                    .orElse(null);
        }
        if (known == null) {
            strange = true;
        } else {
            for (; unread < findings.unread(); unread++) {
                known.lost();
            }
            known.entry(entry);
        }
    }
}
