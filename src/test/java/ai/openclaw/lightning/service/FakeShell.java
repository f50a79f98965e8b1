package ai.openclaw.lightning.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system's own programs, with answers that a test gives; what they were asked is kept. */
final class FakeShell implements Shell {

    final List<String> asked = new ArrayList<>();
    final Map<String, Shell.Result> answers = new HashMap<>();

    @Override
    public Shell.Result run(List<String> command) {
        String line = String.join(" ", command);
        asked.add(line);
        return answers.getOrDefault(line, new Shell.Result(0, ""));
    }
}
