package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import ai.openclaw.lightning.model.Sha256;
import java.util.ArrayList;
import java.util.List;

/** What is kept of log records. For one request. */
final class LogItems {

    private static final int ID_BYTES = 16;

    private final Contents contents;
    private final String sender;
    private final long now;

    LogItems(Contents contents, String sender, long now) {
        this.contents = contents;
        this.sender = sender;
        this.now = now;
    }

    /** Empty for a record that tells nothing of an agent. */
    List<Item> of(SentRecord log) {
        List<Item> items = new ArrayList<>();
        String event = event(log);
        if (event.equals(Scores.EVENT)) {
            Scores.ofLog(log, () -> new ItemBuilder(contents, now), items);
            return items;
        }
        Client client = Client.of(log.resource);
        String session = client == null ? null : ClientSpans.session(log);
        Kind kind = session == null ? null : client.log(log, event);
        if (kind != null) {
            items.add(item(client, kind, event, session, log));
        }
        return items;
    }

    private static String event(SentRecord log) {
        String event = log.first("event.name");
        return event != null ? event : log.name.isEmpty() ? log.body : log.name;
    }

    private Item item(Client client, Kind kind, String event, String session, SentRecord log) {
        ItemBuilder item = new ItemBuilder(contents, now);
        item.id(Fact.SESSION, session).id(Fact.SENDER, sender).label(Fact.AGENT, client.id());
        item.id(Fact.TRACE, log.traceId).id(Fact.PROMPT_ID, log.first("prompt.id", "prompt_id"));
        item.label(Fact.MODEL, log.first("model"));
        String callId = log.first("call_id", "tool_use_id");
        switch (kind) {
            case PROMPT -> item.text(Part.MESSAGE, Messages.cleaned(log.first("prompt")));
            case CALL -> {
                Tools.read(log, item);
                Tools.exitCode(log, item);
                item.count(Fact.DURATION_MS, Usage.number(log.first("duration_ms")));
            }
            default -> item.count(Fact.TOKENS, client.tokens(log));
        }
        long at = LogTime.of(log);
        String identity = kind == Kind.CALL && callId != null
                ? callId
                : String.join(
                        "|",
                        log.get("event.sequence"),
                        String.valueOf(at),
                        log.get("event.timestamp"),
                        String.valueOf(log.startNanos == 0 ? log.endNanos : log.startNanos));
        String id = Sha256.hex(event + "|" + log.traceId + "|" + identity, ID_BYTES);
        return item.build(client.group(session), kind, id, "", at, at);
    }
}
