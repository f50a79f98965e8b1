package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.connecting.JsonPlace.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The bridge's hooks in the settings of an agent: {@code hooks}, by the name of the event, holds groups, and each has a list
 * of hooks. Claude Code and Codex both write them so. A hook is the bridge's own if it calls the bridge's path. Pure.
 *
 * @param path where the hooks call the bridge
 * @param events each hook costs time while the bridge hangs, so only those that a trace needs
 */
public record HookEntries(String path, List<String> events) {

    public static final HookEntries CLAUDE_CODE = new HookEntries(
            "/hooks/claude-code",
            List.of(
                    "UserPromptSubmit",
                    "PostToolUse",
                    "PostToolUseFailure",
                    "SubagentStart",
                    "SubagentStop",
                    "Stop",
                    "StopFailure",
                    "PreCompact",
                    "SessionEnd"));

    public static final HookEntries CODEX =
            new HookEntries("/hooks/codex", List.of("UserPromptSubmit", "PostToolUse", "SubagentStop", "Stop"));

    private static final String HOOKS = "hooks";

    /** What says whom a hook calls. */
    private static final Set<String> CALLING = Set.of("url", "command");

    public HookEntries {
        events = List.copyOf(events);
    }

    /**
     * The settings with the bridge's hooks, once each.
     *
     * @param hook one of them as JSON on one line
     * @throws ConfigException when the settings can't be understood
     */
    public String connected(String settings, String hook) {
        try {
            String text = settings.isBlank() ? settings + "{}\n" : settings;
            if (isConnected(text, hook)) {
                return text;
            }
            text = without(text);
            for (String event : events) {
                text = with(text, event, "{\"hooks\": [" + hook + "]}");
            }
            return text;
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    /**
     * The settings without the bridge's hooks.
     *
     * @throws ConfigException when the settings can't be understood
     */
    public String disconnected(String settings) {
        try {
            return settings.isBlank() ? settings : without(settings);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    /**
     * The addresses of the bridges that the hooks call.
     *
     * @throws ConfigException when the settings can't be understood
     */
    Set<String> addresses(String settings) {
        Set<String> addresses = new TreeSet<>();
        try {
            for (Own own : settings.isBlank() ? List.<Own>of() : owns(settings)) {
                String hook = settings.substring(own.hook().from(), own.hook().to());
                Pattern.compile("(https?://[^\\s\"'/\\\\]+)" + Pattern.quote(path))
                        .matcher(hook)
                        .results()
                        .forEach(call -> addresses.add(call.group(1)));
            }
        } catch (IOException e) {
            throw notUnderstood(e);
        }
        return addresses;
    }

    private static ConfigException notUnderstood(IOException e) {
        return new ConfigException("is not JSON that this command can change: " + e.getMessage(), e);
    }

    private boolean isConnected(String text, String hook) throws IOException {
        List<String> expected = new ArrayList<>();
        events.forEach(event -> expected.add(event + hook));
        List<String> found = new ArrayList<>();
        for (Own own : owns(text)) {
            found.add(own.event().name()
                    + text.substring(own.hook().from(), own.hook().to()));
        }
        return found.containsAll(expected) && found.size() == expected.size();
    }

    private static String with(String settings, String event, String group) throws IOException {
        String text = settings;
        JsonPlace hooks = JsonPlace.of(text).member(HOOKS);
        if (hooks == null) {
            text = JsonEdit.addedOnItsOwnLine(text, JsonPlace.of(text), "\"hooks\": {}");
            hooks = JsonPlace.of(text).member(HOOKS);
        }
        JsonPlace groups = hooks.member(event);
        return groups == null
                ? JsonEdit.addedOnItsOwnLine(text, hooks, '"' + event + "\": [" + group + "]")
                : JsonEdit.addedOnItsOwnLine(text, groups, group);
    }

    private String without(String settings) throws IOException {
        String text = settings;
        for (List<Own> owns = owns(text); !owns.isEmpty(); owns = owns(text)) {
            text = without(text, owns.get(0));
        }
        return text;
    }

    /** Takes with a hook whatever would be empty without it. */
    private static String without(String text, Own own) {
        if (own.hooks().children().size() > 1) {
            return JsonEdit.removed(text, own.hooks(), own.index());
        }
        if (own.event().children().size() > 1) {
            return JsonEdit.removed(text, own.event(), own.event().children().indexOf(own.group()));
        }
        if (own.events().children().size() > 1) {
            return JsonEdit.removed(text, own.events(), own.events().children().indexOf(own.event()));
        }
        return JsonEdit.removed(text, own.root(), own.root().children().indexOf(own.events()));
    }

    /** One of the bridge's hooks, and all that it is in. */
    private record Own(JsonPlace root, JsonPlace events, JsonPlace event, JsonPlace group, JsonPlace hooks, int index) {

        JsonPlace hook() {
            return hooks.children().get(index);
        }
    }

    private List<Own> owns(String text) throws IOException {
        JsonPlace root = JsonPlace.of(text);
        require(root.kind() == Kind.OBJECT, "it is no object");
        JsonPlace hooksByEvent = root.member(HOOKS);
        List<Own> owns = new ArrayList<>();
        if (hooksByEvent == null) {
            return owns;
        }
        require(hooksByEvent.kind() == Kind.OBJECT, "hooks is no object");
        for (JsonPlace event : hooksByEvent.children()) {
            require(event.kind() == Kind.LIST, "hooks." + event.name() + " is no list");
            for (JsonPlace group : event.children()) {
                JsonPlace hooks = group.member(HOOKS);
                for (int i = 0; hooks != null && i < hooks.children().size(); i++) {
                    if (isOwn(hooks.children().get(i))) {
                        owns.add(new Own(root, hooksByEvent, event, group, hooks, i));
                    }
                }
            }
        }
        return owns;
    }

    private boolean isOwn(JsonPlace hook) {
        return hook.children().stream()
                .filter(member -> CALLING.contains(Objects.requireNonNullElse(member.name(), "")))
                .anyMatch(
                        member -> Objects.requireNonNullElse(member.text(), "").contains(path));
    }

    private static void require(boolean holds, String problem) throws IOException {
        if (!holds) {
            throw new IOException(problem);
        }
    }
}
