package ai.openclaw.lightning.importing;

import ai.openclaw.lightning.TestJson;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes planned turns down as a program does, an entry a line. */
abstract class TranscriptWriter {

    private static final long BEGINNING = 1_792_400_000_000L;
    private static final long STEP_MS = 1_000;

    final Random random;
    final List<String> lines = new ArrayList<>();
    private long clock = BEGINNING;
    private int entries;
    private int firstAnswer;

    TranscriptWriter(Random random) {
        this.random = random;
    }

    /** The first line, for a session of that name that may be a fork of a file. */
    abstract void header(String session, String parentFile);

    abstract void user(PlannedTurn turn);

    abstract void call(PlannedTurn turn, PlannedTurn.Call call, int tokens);

    abstract void result(PlannedTurn.Call call);

    abstract void answer(PlannedTurn turn, int tokens);

    /** Whether a line that stands there twice is known by its id. */
    abstract boolean hasIds();

    /** The lines of the parent as they stand in a fork of that name, which goes on from there. */
    abstract List<String> repeated(TranscriptWriter parent, String session);

    void write(List<PlannedTurn> turns) {
        PlannedTurn.Call late = null;
        for (PlannedTurn turn : turns) {
            int before = lines.size();
            user(turn);
            // Nothing tells whose the calls are while the turn before still waits for a result.
            if (late == null && random.nextInt(12) == 0) {
                turn.promptLost = true;
                tear(lines.subList(before, lines.size()), turn);
            }
            firstAnswer = firstAnswer == 0 ? lines.size() : firstAnswer;
            if (late != null) {
                result(late);
                late = null;
            }
            for (int i = 0; i < turn.calls.size(); i++) {
                PlannedTurn.Call call = turn.calls.get(i);
                call(turn, call, turn.tokens.get(i));
                boolean last = i == turn.calls.size() - 1;
                if (last && turn.hurried) {
                    late = call;
                } else if (!(last && turn.isBrokenOff())) {
                    result(call);
                }
            }
            if (turn.stop != null) {
                answer(turn, turn.tokens.get(turn.tokens.size() - 1));
            }
        }
    }

    /** Cuts the lines with the prompt off, some bytes before their end. */
    private void tear(List<String> written, PlannedTurn turn) {
        String message = TestJson.MAPPER.getNodeFactory().textNode(turn.message).toString();
        written.replaceAll(line ->
                line.contains(message) ? line.substring(0, 2 + random.nextInt(line.length() - 3)) : line);
    }

    /** Takes away what stands before the first answer, as when another file holds it. */
    final void cutHead(PlannedTurn first) {
        first.promptLost = true;
        lines.subList(1, firstAnswer).clear();
    }

    final ObjectNode object() {
        return TestJson.MAPPER.createObjectNode();
    }

    final ArrayNode texts(String type, String text) {
        ArrayNode parts = TestJson.MAPPER.createArrayNode();
        parts.addObject().put("type", type).put("text", text);
        return parts;
    }

    final long now() {
        return clock;
    }

    final String time() {
        clock += STEP_MS;
        return Instant.ofEpochMilli(clock).toString();
    }

    final String uuid() {
        return String.format(java.util.Locale.ROOT, "%08x-0000-4000-8000-%012x", random.nextInt(), ++entries);
    }

    /** The file of a fork: its own first line, and what it repeats. */
    final void fork(TranscriptWriter parent, String session, String parentFile) {
        clock = parent.clock;
        header(session, parentFile);
        lines.addAll(repeated(parent, session));
    }

    /** Arguments, now and then with something that is too long or too deep for a bridge. */
    final ObjectNode arguments(PlannedTurn.Call call) {
        ObjectNode arguments = object().put("marker", call.marker());
        switch (random.nextInt(30)) {
            case 0 -> {
                ObjectNode leaf = arguments;
                for (int i = 0; i < 80; i++) {
                    leaf = leaf.putObject("x");
                }
            }
            case 1 -> arguments.put("n", new java.math.BigInteger("7".repeat(1_200)));
            case 2 -> arguments.put("text", "y".repeat(300));
            default -> {
                // ordinary ones
            }
        }
        return arguments;
    }
}
