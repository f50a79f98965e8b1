package ai.openclaw.lightning.cli.data;

import ai.openclaw.lightning.cli.frame.CommandFailure;
import ai.openclaw.lightning.cli.frame.ExitCode;
import ai.openclaw.lightning.cli.frame.HomeOption;
import ai.openclaw.lightning.cli.frame.Output;
import ai.openclaw.lightning.config.HomeLock;
import ai.openclaw.lightning.storage.StoreCommands;
import ai.openclaw.lightning.storage.StoreCommands.Checked;
import ai.openclaw.lightning.terminal.OutputStyle.Tone;
import ai.openclaw.lightning.terminal.SafeText;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lightning check}. */
@Command(
        name = "check",
        description = "Look through the whole database: integrity, indexes, sums; mend it with --repair.",
        footer = {
            "",
            "The bridge may run meanwhile, but stop it before a --repair. A check takes about 6 seconds for 100 MB. While it "
                    + "reads, the write-ahead log of a running bridge can only grow.",
            "",
            "A --repair makes indexes and sums anew. It keeps a damaged file beside the new one, which gets everything that "
                    + "can still be read.",
            "",
            "Exit codes: 0 nothing wrong, or all repaired; 1 something wrong; 2 wrong usage or settings.",
            "Examples:",
            "  lightning check",
            "  lightning stop && lightning check --repair && lightning start"
        })
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home;

    @Mixin
    private Output output;

    @Option(names = "--repair", description = "Mend what is wrong; the bridge must be stopped.")
    private boolean repair;

    @Override
    public Integer call() throws IOException {
        StoreCommands store = StoredTraces.of(home, "check");
        List<String> done = repair ? repaired(store) : List.of();
        List<Checked> parts = store.check();
        boolean sound = parts.stream().allMatch(part -> part.findings().isEmpty());
        if (output.isJson()) {
            output.document(document(parts, done, sound));
        } else {
            done.forEach(sentence -> output.paragraph("done  " + SafeText.line(sentence), null));
            parts.forEach(this::print);
            if (!sound && !repair) {
                output.message("to mend it: lightning stop && lightning check --repair && lightning start");
            }
        }
        return sound ? ExitCode.OK : ExitCode.ERROR;
    }

    private List<String> repaired(StoreCommands store) throws IOException {
        home.holder().ifPresent(holder -> {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a bridge (process " + holder.pid() + ") is running on "
                            + home.home().root() + "; stop it first: lightning stop");
        });
        HomeLock lock = HomeLock.take(home.home());
        try {
            return store.repair();
        } finally {
            lock.close();
        }
    }

    private void print(Checked part) {
        if (part.findings().isEmpty()) {
            output.finding(Tone.GOOD, part.part(), "");
        }
        part.findings().forEach(finding -> output.finding(Tone.BAD, part.part(), finding));
    }

    private static ObjectNode document(List<Checked> parts, List<String> done, boolean sound) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("ok", sound);
        ArrayNode checks = document.putArray("checks");
        for (Checked part : parts) {
            ArrayNode findings = checks.addObject()
                    .put("check", part.part())
                    .put("ok", part.findings().isEmpty())
                    .putArray("findings");
            part.findings().forEach(findings::add);
        }
        ArrayNode repaired = document.putArray("repaired");
        done.forEach(repaired::add);
        return document;
    }
}
