package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Bridges on one database, each a process of its own. */
final class Team implements AutoCloseable {

    private static final Duration ANSWERS_MAX = Duration.ofMinutes(3);

    private final Path homes;
    private final Map<String, String> settings;
    private final AtomicReferenceArray<ChildBridge> bridges;

    private Team(Path homes, int bridges, Map<String, String> settings) {
        this.homes = homes;
        this.settings = settings;
        this.bridges = new AtomicReferenceArray<>(bridges);
    }

    /**
     * Starts them.
     *
     * @param passwordFile copied, for the server may be gone for good before the team is
     * @param more settings as variables
     */
    static Team started(
            Path homes, int bridges, String database, String user, Path passwordFile, Map<String, String> more)
            throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("LIGHTNING_STORAGE_TYPE", "postgres");
        settings.put("LIGHTNING_STORAGE_POSTGRES_URL", database);
        settings.put("LIGHTNING_STORAGE_POSTGRES_USER", user);
        Path password = Files.copy(passwordFile, homes.resolve("password"));
        settings.put("LIGHTNING_STORAGE_POSTGRES_PASSWORD_FILE", password.toString());
        Team team = new Team(homes, bridges, settings);
        for (int bridge = 0; bridge < bridges; bridge++) {
            team.start(bridge);
        }
        return team;
    }

    /** Starts one again. */
    void start(int bridge) throws Exception {
        bridges.set(bridge, ChildBridge.start(homes.resolve("bridge" + bridge), settings));
    }

    int size() {
        return bridges.length();
    }

    ChildBridge get(int bridge) {
        return bridges.get(bridge);
    }

    /** The one that learns, by its log; none for a moment while another takes over. */
    int learner() throws Exception {
        int[] found = {-1};
        Eventually.until(ANSWERS_MAX, () -> "none learns:\n" + outputs(), () -> {
            for (int i = 0; i < size(); i++) {
                String output = get(i).output();
                if (output.lastIndexOf("this bridge learns") > output.lastIndexOf("does not learn any more")) {
                    found[0] = i;
                }
            }
            return found[0] >= 0;
        });
        return found[0];
    }

    TeamLoad load(int clients) {
        return new TeamLoad(bridges, clients);
    }

    void awaitMore(TeamLoad load, int count) throws Exception {
        int from = load.answered().size();
        Eventually.until(
                ANSWERS_MAX,
                () -> "only " + (load.answered().size() - from) + " answers, " + load.refused() + " refused:\n"
                        + outputs(),
                () -> load.answered().size() >= from + count || !load.isComplete());
        assertThat(load.isComplete()).as("all clients understand their answers").isTrue();
    }

    String outputs() {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            outputs.add(get(i).output());
        }
        return String.join("\n", outputs);
    }

    /** What was answered is stored once, nothing else is, and each bridge's figures are those of the rows. */
    void assertNothingIsLostOrDoubled(TeamLoad load, TeamRows stored) throws Exception {
        assertThat(new HashSet<>(stored.rows())).as("doubled").hasSameSizeAs(stored.rows());
        assertThat(without(load.answered(), stored.rows())).as("missing").isEmpty();
        assertThat(without(new HashSet<>(stored.rows()), load.sent()))
                .as("never sent")
                .isEmpty();
        assertThat(stored.wrongFigures()).isEmpty();
        for (int i = 0; i < size(); i++) {
            ChildBridge bridge = get(i);
            Eventually.until(
                    Duration.ofSeconds(20),
                    () -> bridge.json("/stats") + " is not " + stored.figures(),
                    () -> says(bridge.json("/stats"), stored.figures()));
        }
    }

    private static boolean says(JsonNode stats, List<String> figures) {
        return figures.stream().allMatch(figure -> {
            String pointer = figure.substring(0, figure.indexOf(' '));
            return figure.equals(pointer + " " + stats.at(pointer).asText());
        });
    }

    private static Set<String> without(Set<String> rows, Iterable<String> others) {
        Set<String> rest = new HashSet<>(rows);
        others.forEach(rest::remove);
        return rest;
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < size(); i++) {
            if (get(i) != null) {
                get(i).close();
            }
        }
    }
}
