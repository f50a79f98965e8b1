package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.Config.Row;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.terminal.Labelled;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning config show}. */
@Command(name = "show", description = "Show all settings; a running bridge may still use older ones.")
public final class ConfigShowCommand implements Callable<Integer> {

    private static final String DEFAULT = "default";
    private static final int KEY_COLUMNS = 35;

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--origin", description = "Also show where each value comes from.")
    private boolean origin;

    private final Map<String, String> environment;

    public ConfigShowCommand(CommandContext context) {
        this.environment = context.environment();
    }

    @Override
    public Integer call() {
        List<Row> rows = ConfigLoader.load(home.home().configFile(), environment, Map.of())
                .config()
                .rows();
        if (output.isJson()) {
            output.document(document(rows));
            return ExitCode.OK;
        }
        Table table = table(rows);
        if (origin && table.width() > output.style().columns()) {
            rows.forEach(this::printNarrow);
        } else {
            output.table(table);
        }
        return ExitCode.OK;
    }

    /** Beneath a value stands what set it; a file's path seldom has room beside one. */
    private void printNarrow(Row row) {
        boolean usual = row.origin().equals(DEFAULT);
        String label =
                row.key() + " ".repeat(Math.max(1, KEY_COLUMNS - row.key().length()));
        String text = SafeText.line(row.json() + (usual ? " " + DEFAULT : ""));
        output.lines(Labelled.lines(label, null, text, tone(row), output.style()));
        if (!usual) {
            output.lines(Labelled.lines("    ", null, SafeText.line(row.origin()), Tone.QUIET, output.style()));
        }
    }

    private static Tone tone(Row row) {
        return row.origin().equals(DEFAULT) ? null : Tone.STRONG;
    }

    private Table table(List<Row> rows) {
        Table table = origin ? new Table("SETTING", "VALUE", "ORIGIN") : new Table("SETTING", "VALUE");
        for (Row row : rows) {
            Table.Cell value = new Table.Cell(row.json(), tone(row));
            if (origin) {
                table.row(row.key(), value, row.origin());
            } else {
                table.row(row.key(), value);
            }
        }
        return table;
    }

    /** Values as texts of JSON, as their types differ. */
    private static ObjectNode document(List<Row> rows) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode settings = document.putArray("settings");
        for (Row row : rows) {
            settings.addObject()
                    .put("key", row.key())
                    .put("value_json", row.json())
                    .put("origin", row.origin());
        }
        return document;
    }
}
