package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.config.Home;
import ai.openclaw.lightning.model.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each suggestion to a file for people. The database decides, so an unwritable file is only logged. */
final class SuggestionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SuggestionFiles.class);

    private final Path folder;

    SuggestionFiles(Path folder) {
        this.folder = folder;
    }

    void write(List<Suggestion> suggestions) {
        for (Suggestion suggestion : suggestions) {
            try {
                Home.write(folder.resolve(suggestion.id() + ".json"), Documents.pretty(suggestion));
            } catch (IOException e) {
                LOG.warn("the suggestion {} can't be written to {}: {}", suggestion.id(), folder, e.toString());
            }
        }
    }
}
