package ai.openclaw.lightning.cli.setup;

import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.terminal.Amounts;
import ai.openclaw.lightning.terminal.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lightning key list}. */
@Command(name = "list", description = "List the keys with names. No key itself is shown.")
public final class KeyListCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        JsonNode document = home.bridge().manage("GET", "/keys");
        if (output.isJson()) {
            output.document(document);
            return ExitCode.OK;
        }
        Table table = new Table("KEY", "SCOPES", "ADDED", "BY");
        for (JsonNode key : document.path("keys")) {
            StringJoiner scopes = new StringJoiner(", ");
            key.path("scopes").forEach(scope -> scopes.add(scope.asText()));
            table.row(
                    key.path("name").asText(),
                    scopes.toString(),
                    Amounts.minute(key.path("created_at").asLong()),
                    key.path("created_by").asText("this machine"));
        }
        if (table.isEmpty()) {
            output.message("no keys with names; to add one: lightning key add NAME");
        } else {
            output.table(table);
        }
        return ExitCode.OK;
    }
}
