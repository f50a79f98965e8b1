package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.BridgeAddress;
import ai.openclaw.lightning.config.Config;
import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.config.IoReason;
import ai.openclaw.lightning.config.table.MaskingSection;
import ai.openclaw.lightning.config.table.RetentionSection;
import ai.openclaw.lightning.config.table.StorageSection;
import ai.openclaw.lightning.terminal.Labelled;
import ai.openclaw.lightning.terminal.OutputStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person sees when the bridge is ready: at most ten lines on a wide terminal. */
record Banner(Config config, Home home, int port) {

    List<String> lines(OutputStyle style) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("address", address());
        fields.put("home", home.root().toString());
        fields.put("database", database());
        fields.put("durability", durability());
        fields.put("retention", retention());
        fields.put("masking", config.get(MaskingSection.ENABLED) ? "on" : "OFF: secrets are stored in plain text");
        fields.put("next", "lightning dashboard (opens the page)");
        damaged()
                .ifPresent(file -> fields.put(
                        "DAMAGED",
                        file + " was moved aside; the database holds what could be recovered. "
                                + "Delete the file when you no longer need it"));
        List<String> lines = new ArrayList<>(List.of("OpenClaw Lightning " + Version.current() + " is ready"));
        fields.forEach((name, value) ->
                lines.addAll(Labelled.lines("  " + name + " ".repeat(12 - name.length()), null, value, null, style)));
        return lines;
    }

    /** The newest damaged database that is still kept. */
    private Optional<Path> damaged() {
        Path folder = home.database().toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("traces\\.db\\.damaged-[0-9-]+"))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty(); // the log reports it as well
        }
    }

    String address() {
        return BridgeAddress.of(config).localUrl(port);
    }

    private String database() {
        String type = config.get(StorageSection.TYPE);
        if (!type.equals(StorageSection.SQLITE)) {
            return "the store \"" + type + "\"";
        }
        try {
            return home.database() + ", " + size(Files.size(home.database()));
        } catch (IOException e) {
            return home.database() + ", size unknown (" + IoReason.of(e) + ")";
        }
    }

    private String durability() {
        return config.get(StorageSection.DURABILITY) == StorageSection.Durability.FULL
                ? "full: confirmed events survive a power cut"
                : "normal: confirmed events survive a killed process";
    }

    private String retention() {
        int days = config.get(RetentionSection.DAYS);
        String age = days == 0 ? "no age limit" : days + " days";
        long bytes = config.get(RetentionSection.SIZE_BYTES_MAX);
        return bytes == 0 ? age : age + ", at most " + size(bytes);
    }

    private static String size(long bytes) {
        long kib = (bytes + 1023) / 1024;
        return kib < 10_240 ? kib + " KiB" : kib / 1024 + " MiB";
    }
}
