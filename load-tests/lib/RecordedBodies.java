import ai.openclaw.lightning.importing.RecordingReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints how many sessions the recordings hold, and the bytes of the events that an import sends of them. */
public class RecordedBodies {

    private long sessions;
    private long bytes;

    public static void main(String[] files) throws Exception {
        RecordedBodies sum = new RecordedBodies();
        for (String file : files) {
            RecordingReader.read(Path.of(file), recording -> {
                sum.sessions++;
                for (ObjectNode event : recording.events()) {
                    sum.bytes += event.toString().getBytes(StandardCharsets.UTF_8).length;
                }
            });
        }
        System.out.println(sum.sessions + " " + sum.bytes);
    }
}
