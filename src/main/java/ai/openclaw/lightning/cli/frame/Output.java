package ai.openclaw.lightning.cli.frame;

import ai.openclaw.lightning.terminal.JsonText;
import ai.openclaw.lightning.terminal.OutputStyle;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import picocli.CommandLine.Option;

/** {@code --json}, and where a command's data and talk go. */
public final class Output {

    /** Of every document that a command prints; rises when a field changes its meaning or goes. */
    public static final int SCHEMA_VERSION = 1;

    private static final int LABEL_COLUMNS = 12;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    private final CommandContext surroundings;

    public Output(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether a program reads: then {@link #document} and nothing else is to be printed. */
    public boolean isJson() {
        return json;
    }

    public OutputStyle look() {
        return surroundings.look();
    }

    /** Prints a document, its {@code schema_version} first. */
    public void document(JsonNode fields) {
        surroundings.out().println(JsonText.pretty(versioned(fields)));
    }

    /** Prints a document on a line of its own, where many follow each other. */
    public void documentOnOneLine(JsonNode fields) {
        surroundings.out().println(JsonText.compact(versioned(fields)));
    }

    private static ObjectNode versioned(JsonNode fields) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("schema_version", SCHEMA_VERSION);
        document.setAll((ObjectNode) fields);
        return document;
    }

    /** Whether nobody reads what is printed any more. */
    public boolean isGone() {
        return surroundings.out().checkError();
    }

    /** Prints one line of data; the text must be safe already. */
    public void line(String line) {
        surroundings.out().println(line);
    }

    /** Prints a name and what it is, aligned; the value is made safe. */
    public void field(String name, Object value) {
        field(name, value, null);
    }

    public void field(String name, Object value, Tone tone) {
        String text = SafeText.line(String.valueOf(value));
        String label = "  " + name + " ".repeat(Math.max(1, LABEL_COLUMNS - name.length()));
        line(look().tone(Tone.QUIET, label) + (tone == null ? text : look().tone(tone, text)));
    }

    public void table(Table table) {
        table.lines(look()).forEach(this::line);
    }

    public void lines(Collection<String> lines) {
        lines.forEach(this::line);
    }

    /** Says something to the person, which is no data. */
    public void talk(String sentence) {
        surroundings.err().println(sentence);
    }
}
