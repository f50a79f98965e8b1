package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.CommandContext;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.ConfigLoader;
import ai.openclaw.lightning.config.ConfigLoader.Row;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
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
        List<Row> rows = ConfigLoader.rows(home.home().configFile(), environment, Map.of());
        if (output.isJson()) {
            output.document(document(rows));
            return ExitCode.OK;
        }
        Table table = origin ? new Table("SETTING", "VALUE", "ORIGIN") : new Table("SETTING", "VALUE");
        for (Row row : rows) {
            Table.Cell value = new Table.Cell(row.json(), row.origin().equals(DEFAULT) ? null : Tone.STRONG);
            if (origin) {
                table.row(row.key(), value, row.origin());
            } else {
                table.row(row.key(), value);
            }
        }
        output.table(table);
        return ExitCode.OK;
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
