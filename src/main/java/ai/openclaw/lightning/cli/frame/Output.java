package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.terminal.JsonDocument;
import ai.openclaw.lightning.terminal.JsonText;
import ai.openclaw.lightning.terminal.Labelled;
import ai.openclaw.lightning.terminal.Lines;
import ai.openclaw.lightning.terminal.OutputStyle;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import picocli.CommandLine.Option;

/** The option {@code --json}, and the output of a command. */
public final class Output {

    /** The schema version of every printed document. It rises when a field is removed or changes its meaning. */
    public static final int SCHEMA_VERSION = 1;

    private static final int LABEL_COLUMNS = 12;

    @Option(names = "--json", description = "Print JSON, for programs to read.")
    private boolean json;

    private final CommandContext context;

    public Output(CommandContext context) {
        this.context = context;
    }

    /** Whether a program reads the output. If so, only {@link #document} may be printed. */
    public boolean isJson() {
        return json;
    }

    public OutputStyle style() {
        return context.style();
    }

    /** Prints a document, its {@code schema_version} first. */
    public void document(JsonNode fields) {
        context.out().println(JsonText.pretty(versioned(fields)));
    }

    /** Begins a document that is printed while it is read, its {@code schema_version} first. */
    public JsonDocument beginDocument() {
        JsonDocument document = new JsonDocument(context.out());
        document.field("schema_version", JsonNodeFactory.instance.numberNode(SCHEMA_VERSION));
        return document;
    }

    /** Prints one of several documents, on its own line. */
    public void documentOnOneLine(JsonNode fields) {
        context.out().println(JsonText.compact(versioned(fields)));
    }

    private static ObjectNode versioned(JsonNode fields) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("schema_version", SCHEMA_VERSION);
        document.setAll((ObjectNode) fields);
        return document;
    }

    /** Whether the reader of the output is gone. */
    public boolean hasNoReader() {
        return context.out().checkError();
    }

    /** Prints text of data that may need several lines. It must already be safe for a terminal. */
    public void paragraph(String text, Tone tone) {
        for (String line : Lines.wrapped(text, 4, style().columns())) {
            line(tone == null ? line : style().tone(tone, line));
        }
    }

    /** Prints one line of data, which must already be safe for a terminal. */
    public void line(String line) {
        context.out().println(line);
    }

    /** Prints a name and its value, aligned. Makes the value safe for a terminal. */
    public void field(String name, Object value) {
        field(name, value, null);
    }

    public void field(String name, Object value, Tone tone) {
        String text = SafeText.line(String.valueOf(value));
        String label = "  " + name + " ".repeat(Math.max(1, LABEL_COLUMNS - name.length()));
        lines(Labelled.lines(label, Tone.QUIET, text, tone, style()));
    }

    /** Prints the result of one check behind its mark. */
    public void finding(Tone tone, String check, String detail) {
        String mark = switch (tone) {
            case GOOD -> "ok    ";
            case WARNING -> "warn  ";
            default -> "FAIL  ";
        };
        String label = mark + check + " ".repeat(Math.max(1, LABEL_COLUMNS + 1 - check.length()));
        lines(Labelled.lines(label, tone, SafeText.line(detail), null, style()));
    }

    /** Prints what to do about a finding. */
    public void fix(String fix) {
        lines(Labelled.lines("      fix          ", Tone.STRONG, SafeText.line(fix), Tone.STRONG, style()));
    }

    public void table(Table table) {
        table.lines(style()).forEach(this::line);
    }

    public void lines(Collection<String> lines) {
        lines.forEach(this::line);
    }

    /** Prints a message for the person, which is not data. */
    public void message(String sentence) {
        context.say(sentence);
    }
}
