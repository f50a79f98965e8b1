package ai.openclaw.lightning.cli.ask;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How this machine opens a link in the person's browser.
 *
 * @param command what goes before the link; empty where nothing could show one
 */
public record Browser(List<String> command) {

    /** Names the system's own way; on Linux there is one only with a display. */
    public static Browser of(Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return new Browser(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (system.startsWith("mac")) {
            return new Browser(List.of("open"));
        }
        boolean display = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return new Browser(display ? List.of("xdg-open") : List.of());
    }

    /** Starts it and does not wait; false if there is none. */
    public boolean open(String link) {
        if (command.isEmpty()) {
            return false;
        }
        List<String> words = new ArrayList<>(command);
        words.add(link);
        try {
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
