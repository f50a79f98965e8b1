package ai.openclaw.lightning.importing;

import java.nio.file.Path;
import java.util.function.Consumer;

/** What could not be read, counted and named: a person is told the first few places of each file. For one thread. */
final class Findings {

    private static final int NAMED_OF_A_FILE = 10;

    private final Consumer<String> listener;
    private Path file;
    private long ofFile;
    private long unread;

    /** The listener gets lines for a person. */
    Findings(Consumer<String> listener) {
        this.listener = listener;
    }

    /** What is found from now on is in that file, or in no file if it is null. */
    void in(Path newFile) {
        if (ofFile > NAMED_OF_A_FILE) {
            note(file, (ofFile - NAMED_OF_A_FILE) + " more lines could not be read");
        }
        file = newFile;
        ofFile = 0;
    }

    /** A line, or a part of it, is not imported. */
    void line(long number, String problem) {
        if (++ofFile <= NAMED_OF_A_FILE) {
            note(file, "line " + number + " " + problem);
        }
        unread++;
    }

    /** The rest of the file is not imported. */
    void whole(String problem) {
        fault(file, problem);
    }

    /** Something beside the file is not read. */
    void fault(Path where, String problem) {
        faults(where, 1, problem);
    }

    /** The same for several things that one sentence names. */
    void faults(Path where, long count, String problem) {
        note(where, problem);
        unread += count;
    }

    /** Nothing is lost, but a person may want to know. */
    void note(Path where, String words) {
        boolean said = where == null || words.startsWith(where.toString());
        listener.accept(said ? words : where + ": " + words);
    }

    /** How many lines and files could not be read. */
    long unread() {
        return unread;
    }
}
