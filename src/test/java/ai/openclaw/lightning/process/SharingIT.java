package ai.openclaw.lightning.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.Eventually;
import ai.openclaw.lightning.TestJson;
import ai.openclaw.lightning.config.Home;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal bridges share metadata with a team's, each offline half of the time. Answers of the team's get lost, and bridges are
 * killed while they send (kill -9), the team's own among them. In the end every trace is at the team once, and not one byte of
 * anybody's content is. {@code load-tests/team.sh} does it with ten bridges.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.1 is the only address of loopback")
final class SharingIT {

    private static final int BRIDGES = Integer.getInteger("sharing.bridges", 3);
    private static final int ROUNDS = Integer.getInteger("sharing.rounds", 2);
    private static final int TRACES = 15;

    /** Of these rounds one kills the team's bridge instead of a personal one. */
    private static final int TEAM_EVERY = 3;

    /** Who could not reach the team for long tries again after up to eight and a half minutes. */
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final Random random = new Random(Long.getLong("sharing.seed", 5));
    private final PlantedTraces traces = new PlantedTraces(6);
    private final List<Person> people = new ArrayList<>();
    private ChildBridge team;
    private int kills;

    /** One of them, and what was answered to it. */
    private static final class Person {
        final String name;
        final Link link;
        final Set<String> traceIds = new TreeSet<>();
        ChildBridge bridge;
        int rewards;

        Person(String name, Link link) {
            this.name = name;
            this.link = link;
        }
    }

    @AfterEach
    void end() throws Exception {
        for (Person person : people) {
            person.link.close();
            if (person.bridge != null) {
                person.bridge.close();
            }
        }
        if (team != null) {
            team.close();
        }
    }

    @Test
    void share_bridgesOfflineAndKilled_everyTraceIsThereOnceWithoutContent() throws Exception {
        startTeam();
        for (int i = 0; i < BRIDGES; i++) {
            join("person" + i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            round(round);
        }
        for (Person person : people) {
            person.link.up();
        }
        awaitAllShared();
        for (Person person : people) {
            assertThat(sharing(person).get("lost_traces").asLong()).isZero();
            assertThat(sharing(person).get("refused_requests").asLong()).isZero();
            assertThat(person.bridge.terminate()).isZero();
        }
        assertThat(team.terminate()).isZero();

        assertThat(PlantedTraces.found(folder.resolve("team"))).isEmpty();
        for (Person person : people) {
            assertThat(SharedRows.of(team.database(), person.name))
                    .isEqualTo(new SharedRows(person.traceIds, 2 * person.traceIds.size(), person.rewards));
            assertThat(PlantedTraces.found(folder.resolve(person.name)))
                    .as("the search finds what is there")
                    .isNotEmpty();
        }
        StoredCalls stored = StoredCalls.of(team.database());
        assertThat(stored.integrity()).isEqualTo("ok");
        assertThat(stored.wrongFigures()).isEmpty();
        System.out.printf(
                Locale.ROOT,
                "SharingIT: %d bridges, %d kills, %d lost answers: %d traces shared, 0 missing, 0 doubled; no content in %d bytes"
                        + " of the team's files%n",
                BRIDGES,
                kills,
                people.stream().mapToLong(person -> person.link.lostAnswers()).sum(),
                people.stream().mapToInt(person -> person.traceIds.size()).sum(),
                PlantedTraces.bytes(folder.resolve("team")));
    }

    /** It goes on at the port that it has, as a service does. */
    private void startTeam() throws Exception {
        String port = team == null ? "0" : String.valueOf(team.address().getPort());
        team = ChildBridge.launch(
                folder.resolve("team"), List.of(ChildBridge.LAUNCHER.toString(), "run", "--port", port));
        team.awaitReady();
    }

    private void join(String name) throws Exception {
        HttpResponse<String> added = team.post("/keys", "{\"name\":\"" + name + "\",\"scopes\":[\"ingest\"]}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        Home.write(
                keyFile(name), TestJson.MAPPER.readTree(added.body()).get("key").asText() + "\n");
        Person person = new Person(name, new Link(team.address().getPort(), people.size()));
        people.add(person);
        start(person);
    }

    private Path keyFile(String name) {
        return folder.resolve(name + ".key");
    }

    private void start(Person person) throws Exception {
        person.bridge = ChildBridge.start(
                folder.resolve(person.name),
                Map.of(
                        "LIGHTNING_TEAM_URL",
                        person.link.url(),
                        "LIGHTNING_TEAM_KEY_FILE",
                        keyFile(person.name).toString(),
                        "LIGHTNING_TEAM_SHARE",
                        "metadata"));
        Eventually.until(WAIT_MAX, person.bridge::output, () -> sharing(person).isObject());
    }

    private static JsonNode sharing(Person person) throws Exception {
        return person.bridge.json("/stats").path("sharing");
    }

    /** Half of them work offline. Then one is on line, and killed in the middle of what it sends. */
    private void round(int round) throws Exception {
        for (Person person : people) {
            if (random.nextBoolean()) {
                person.link.down();
            } else {
                person.link.up();
            }
            work(person, round);
        }
        Person victim = people.get(random.nextInt(BRIDGES));
        victim.link.down();
        work(victim, ROUNDS + round);
        Person unlucky = people.get(random.nextInt(BRIDGES));
        unlucky.link.loseAnAnswer();
        long until = victim.link.sent() + 1 + random.nextInt(TRACES * 500);
        victim.link.up();
        Eventually.until(
                WAIT_MAX,
                () -> victim.link.sent() + " of " + until + "; " + said(victim),
                () -> victim.link.sent() >= until);
        kills++;
        if (round % TEAM_EVERY == TEAM_EVERY - 1) {
            team.kill();
            team.close();
            startTeam();
        } else {
            victim.bridge.kill();
            victim.bridge.close();
            start(victim);
        }
    }

    /** What an agent sends; all of it is answered. Sometimes a person rates what was shared long ago. */
    private void work(Person person, int round) throws Exception {
        for (int i = 0; i < TRACES; i++) {
            String traceId = String.format(Locale.ROOT, "%032x", (people.indexOf(person) + 1) << 24 | round << 12 | i);
            post(person, traces.body(traceId));
            person.traceIds.add(traceId);
            person.rewards++;
        }
        if (random.nextBoolean()) {
            post(person, traces.late(person.traceIds.iterator().next()));
            person.rewards++;
        }
    }

    private static void post(Person person, String body) throws Exception {
        HttpResponse<String> answer = person.bridge.post("/v1/events", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestJson.MAPPER.readTree(answer.body()).path("rejected"))
                .as(answer.body())
                .isEmpty();
    }

    private void awaitAllShared() throws Exception {
        int traces = people.stream().mapToInt(person -> person.traceIds.size()).sum();
        int rewards = people.stream().mapToInt(person -> person.rewards).sum();
        List<Integer> all = List.of(traces, 2 * traces, rewards);
        Eventually.until(
                WAIT_MAX,
                () -> atTheTeam() + " of " + all + "; " + said(people.get(0)),
                () -> atTheTeam().equals(all));
    }

    /** Ended traces, calls and rewards. */
    private List<Integer> atTheTeam() throws Exception {
        JsonNode stats = team.json("/stats");
        return List.of(
                stats.at("/traces/ended").asInt(),
                stats.at("/tool_calls/count").asInt(),
                stats.at("/rewards/count").asInt());
    }

    private String said(Person person) throws Exception {
        return person.name + ": " + sharing(person) + "\n" + person.bridge.output() + "\n" + team.output();
    }
}
