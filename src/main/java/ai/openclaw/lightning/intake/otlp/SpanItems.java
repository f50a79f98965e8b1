package ai.openclaw.lightning.intake.otlp;

import ai.openclaw.lightning.intake.Contents;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is kept of spans. For one request. */
final class SpanItems {

    private static final String UNKNOWN = "unknown";
    private static final int REMOTE_KNOWN = 0x100;
    private static final int REMOTE = 0x200;

    private static final String[] MODEL = {
        "gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "openclaw.model", "ai.model.id", "model"
    };
    private static final String[] ASKED = {"user_prompt", "spring.ai.chat.client.user.text"};
    private static final String[] AGENT = {
        "gen_ai.agent.name", "agent.name", "agent_name", "gen_ai.workflow.name", "crew_agent_role"
    };
    private static final String[] PROMPT_VERSION = {"lightning.prompt_version", "llm.prompt_template.version"};
    private static final String[] SESSION = {
        "session.id",
        "gen_ai.conversation.id",
        "conversation.id",
        "langsmith.metadata.thread_id",
        "traceloop.association.properties.session_id",
        "gcp.vertex.agent.session_id"
    };
    private static final String[] MESSAGES = {"gen_ai.input.messages", "pydantic_ai.all_messages"};
    private static final String[] INPUT = {"input.value", "traceloop.entity.input"};

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    private final Contents contents;
    private final String sender;
    private final long now;

    SpanItems(Contents contents, String sender, long now) {
        this.contents = contents;
        this.sender = sender;
        this.now = now;
    }

    /** Empty for a span that is no agent's doing. */
    List<Item> of(SentRecord span) {
        Client client = Client.of(span.resource);
        if (client != null) {
            Item item = client.span(this, span);
            return item == null ? List.of() : List.of(item);
        }
        Kind kind = Convention.of(span);
        if (kind == null) {
            boolean first = span.parentId.isEmpty() || (span.flags & REMOTE) != 0;
            return first ? List.of(root(span)) : List.of();
        }
        List<Item> items = new ArrayList<>();
        items.add(build(kind, span, general(kind, span), span.traceId));
        Scores.ofSpan(span, this::item, items);
        return items;
    }

    ItemBuilder item() {
        return new ItemBuilder(contents, now);
    }

    Item build(Kind kind, SentRecord span, ItemBuilder item, String group) {
        return build(kind, span, span.parentId, item, group);
    }

    /** With another span above it than the one that it names. */
    Item build(Kind kind, SentRecord span, String parent, ItemBuilder item, String group) {
        if (!parent.isEmpty() && (span.flags & REMOTE_KNOWN) != 0) {
            item.id(Fact.PARENT, (span.flags & REMOTE) == 0 ? "local" : "remote");
        }
        item.id(Fact.SENDER, sender).id(Fact.SAMPLED, Sampling.share(span.traceState));
        return item.build(group, kind, span.spanId, parent, span.startMs(), span.endMs());
    }

    private Item root(SentRecord span) {
        ItemBuilder item = item().label(Fact.NAME, span.name);
        session(span, item);
        return build(Kind.ROOT, span, service(span, item), span.traceId);
    }

    private ItemBuilder general(Kind kind, SentRecord span) {
        ItemBuilder item = item();
        session(span, item);
        item.label(Fact.NAME, span.name);
        item.label(Fact.AGENT, agent(kind, span));
        item.id(Fact.TASK_KEY, span.first("lightning.task_key"));
        item.id(Fact.PROMPT_VERSION, promptVersion(span));
        item.whole(Fact.ARMS, span.first("lightning.arms"), ArmsText.CHARS_MAX);
        service(span, item);
        boolean failed = span.status == SentRecord.STATUS_ERROR;
        switch (kind) {
            case TOOL, DETAIL -> Tools.read(span, item);
            case MODEL -> model(span, item);
            default -> {
                model(span, item);
                item.flag(Fact.FAILED, failed).json(Part.CALLS, Tools.calls(span.attributes));
                String failure = failed ? span.first("error.type") : null;
                item.id(
                        Fact.FAILURE,
                        failure != null && IDENTIFIER.matcher(failure).matches() ? failure : null);
            }
        }
        return item;
    }

    private static ItemBuilder service(SentRecord span, ItemBuilder item) {
        String service = span.resource.getOrDefault("service.name", "");
        return item.label(Fact.SERVICE, service.startsWith("unknown_service") ? null : service);
    }

    private static void model(SentRecord span, ItemBuilder item) {
        item.label(Fact.MODEL, span.first(MODEL));
        item.count(Fact.TOKENS, Usage.ofSpan(span));
        item.text(Part.MESSAGE, message(span));
    }

    private static String message(SentRecord span) {
        String asked = Messages.cleaned(span.first(ASKED));
        for (String key : MESSAGES) {
            asked = asked == null ? Messages.lastOfUserInJson(span.get(key)) : asked;
        }
        asked = asked == null ? Messages.lastOfUser(span.attributes, "llm.input_messages.", ".message.") : asked;
        asked = asked == null ? Messages.lastOfUser(span.attributes, "gen_ai.prompt.", ".") : asked;
        asked = asked == null ? ofVercel(span.get("ai.prompt")) : asked;
        boolean plain = span.get("openinference.span.kind").equals("AGENT");
        for (String key : INPUT) {
            String value = span.get(key);
            asked = asked != null || value.isEmpty()
                    ? asked
                    : plain ? Messages.lastOfUser(value) : Messages.lastOfUserInJson(value);
        }
        return asked;
    }

    /** Vercel's former attribute has the messages, or the prompt alone. */
    private static String ofVercel(String prompt) {
        JsonNode json = Trees.parsed(prompt);
        if (json == null) {
            return null;
        }
        String asked = Messages.lastOfUserInJson(prompt);
        return asked == null ? Messages.cleaned(json.path("prompt").asText(null)) : asked;
    }

    private static String agent(Kind kind, SentRecord span) {
        if (kind != Kind.AGENT && kind != Kind.STEP) {
            return span.first("gen_ai.agent.name");
        }
        String named = span.first(AGENT);
        if (named != null || kind != Kind.AGENT) {
            return named;
        }
        return span.first("graph.node.id", "traceloop.entity.name", "ai.telemetry.functionId");
    }

    private static String promptVersion(SentRecord span) {
        String own = span.first(PROMPT_VERSION);
        String name = span.first("gen_ai.prompt.name");
        String version = span.first("gen_ai.prompt.version");
        return own != null || name == null || version == null ? own : name + "@" + version;
    }

    static void session(SentRecord record, ItemBuilder item) {
        String session = record.first(SESSION);
        String metadata = record.get("metadata");
        if (session == null && metadata.toLowerCase(Locale.ROOT).contains("_id")) {
            JsonNode json = Trees.parsed(metadata);
            JsonNode own = json == null
                    ? null
                    : json.hasNonNull("session_id") ? json.path("session_id") : json.path("thread_id");
            session = own == null ? null : own.asText(null);
        }
        // as OpenClaw's exporter says instead of a session
        session = UNKNOWN.equals(session) ? null : session;
        item.id(Fact.SESSION, session == null ? record.resource.get("session.id") : session);
    }
}
