package ai.openclaw.lightning.connecting;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.connecting.JsonPlace.Kind;
import ai.openclaw.lightning.json.Json5;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * The bridge's plugin in the settings of OpenClaw, which are JSON5: where the plugin is, its entry with the grant that it
 * needs, and its name in the list of those that may run, if there is such a list. Pure.
 *
 * @param folder of the plugin; a path with the same end is its own, too, from another home
 */
public record OpenClawEntry(String folder) {

    private static final String ID = "lightning";
    private static final String FOLDER_NAME = "openclaw-plugin";
    private static final String PLUGINS = "plugins";
    private static final String ALLOW = "allow";
    private static final String PATHS = "paths";
    private static final String LOAD = "load";
    private static final String ENTRIES = "entries";

    /**
     * The settings with the plugin. What else its entry says stays.
     *
     * @param apiKey of the bridge; null where it needs none
     * @throws ConfigException when the settings can't be understood, or forbid the plugin
     */
    public String connected(String settings, String url, String apiKey) {
        return changed(settings.isBlank() ? settings + "{}\n" : settings, text -> {
            requireAllowed(text);
            String changed = installedOtherwise(text) ? text : withFolder(text);
            changed = set(changed, "true", ENTRIES, ID, "enabled");
            changed = set(changed, "true", ENTRIES, ID, "hooks", "allowConversationAccess");
            changed = set(changed, quoted(url), ENTRIES, ID, "config", "url");
            changed = apiKey == null || refersToKey(changed)
                    ? changed
                    : set(changed, quoted(apiKey), ENTRIES, ID, "config", "apiKey");
            JsonPlace allow = place(changed, ALLOW);
            // An empty list allows every plugin, so a first name in it would switch off all others.
            boolean listed = allow == null
                    || allow.children().isEmpty()
                    || allow.children().stream().anyMatch(this::isId);
            return listed ? changed : JsonEdit.added(changed, allow, quoted(ID));
        });
    }

    /**
     * The settings without the plugin.
     *
     * @throws ConfigException when the settings can't be understood
     */
    public String disconnected(String settings) {
        if (settings.isBlank()) {
            return settings;
        }
        return changed(settings, text -> {
            String changed = without(text, this::isOwnFolder, PLUGINS, LOAD, PATHS);
            changed = without(changed, this::isId, PLUGINS, ENTRIES);
            // The list stays though it may be empty now: it was the user's.
            JsonPlace allow = place(changed, ALLOW);
            int named = allow == null ? -1 : indexOf(allow, this::isId);
            return named < 0 ? changed : JsonEdit.removed(changed, allow, named);
        });
    }

    /** Whether the plugin was installed in another way, such as by {@code openclaw-lightning setup}. */
    public boolean isInstalledOtherwise(String settings) {
        try {
            return !settings.isBlank() && installedOtherwise(settings);
        } catch (IOException notUnderstood) {
            return false;
        }
    }

    private boolean installedOtherwise(String text) throws IOException {
        JsonPlace paths = place(text, LOAD, PATHS);
        return place(text, ENTRIES, ID) != null && (paths == null || indexOf(paths, this::isOwnFolder) < 0);
    }

    private interface Change {
        String of(String text) throws IOException;
    }

    private interface Wanted {
        boolean is(JsonPlace child);
    }

    private static String changed(String text, Change change) {
        try {
            return change.of(text);
        } catch (IOException e) {
            throw new ConfigException("is not JSON5 that this command can change: " + e.getMessage(), e);
        }
    }

    private void requireAllowed(String text) throws IOException {
        JsonPlace enabled = place(text, "enabled");
        if (enabled != null && text.substring(enabled.from(), enabled.to()).endsWith("false")) {
            throw new ConfigException("plugins.enabled is false; set it to true yourself, for it is about all plugins");
        }
        JsonPlace deny = place(text, "deny");
        if (deny != null && indexOf(deny, this::isId) >= 0) {
            throw new ConfigException("plugins.deny names " + ID + "; take it out yourself if it was you");
        }
    }

    /** A key that stands elsewhere, such as in a variable, is the user's own choice. */
    private static boolean refersToKey(String text) throws IOException {
        JsonPlace key = place(text, ENTRIES, ID, "config", "apiKey");
        return key != null && (key.text() == null || key.text().contains("$"));
    }

    private String withFolder(String text) throws IOException {
        JsonPlace paths = place(text, LOAD, PATHS);
        int own = paths == null ? -1 : indexOf(paths, this::isOwnFolder);
        if (paths == null) {
            return set(text, "[" + quoted(folder) + "]", LOAD, PATHS);
        }
        if (own < 0) {
            return JsonEdit.added(text, paths, quoted(folder));
        }
        JsonPlace known = paths.children().get(own);
        return folder.equals(known.text())
                ? text
                : text.substring(0, known.from()) + quoted(folder) + text.substring(known.to());
    }

    private boolean isOwnFolder(JsonPlace path) {
        String text = Objects.requireNonNullElse(path.text(), "");
        return text.equals(folder) || text.replace('\\', '/').endsWith("/lightning/" + FOLDER_NAME);
    }

    private boolean isId(JsonPlace place) {
        return ID.equals(place.name()) || ID.equals(place.text());
    }

    private static int indexOf(JsonPlace container, Wanted wanted) {
        for (int i = 0; i < container.children().size(); i++) {
            if (wanted.is(container.children().get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** What is there below {@code plugins}; null for nothing. */
    private static JsonPlace place(String text, String... path) throws IOException {
        JsonPlace at = JsonPlace.of(text, Json5.FACTORY);
        if (at.kind() != Kind.OBJECT) {
            throw new IOException("it is no object");
        }
        at = at.member(PLUGINS);
        for (String name : path) {
            at = at == null ? null : at.member(name);
        }
        return at;
    }

    /** Writes the value to that place below {@code plugins}, and what lacks above it. */
    private static String set(String text, String value, String... path) throws IOException {
        return set(text, value, JsonPlace.of(text, Json5.FACTORY), PLUGINS, List.of(path));
    }

    private static String set(String text, String value, JsonPlace container, String name, List<String> below)
            throws IOException {
        if (container.kind() != Kind.OBJECT) {
            throw new IOException(container.name() + " is no object");
        }
        JsonPlace member = container.member(name);
        if (member == null) {
            StringBuilder added = new StringBuilder(quoted(name)).append(": ");
            below.forEach(one -> added.append("{ ").append(quoted(one)).append(": "));
            return JsonEdit.added(
                    text,
                    container,
                    added.append(value).append(" }".repeat(below.size())).toString());
        }
        if (!below.isEmpty()) {
            return set(text, value, member, below.get(0), below.subList(1, below.size()));
        }
        boolean same = member.text() == null
                ? text.substring(member.from(), member.to()).endsWith(value)
                : quoted(member.text()).equals(value);
        return same
                ? text
                : text.substring(0, member.from()) + quoted(name) + ": " + value + text.substring(member.to());
    }

    /** Takes the child out of the container at that path, with whatever would be empty without it. */
    private static String without(String text, Wanted wanted, String... path) throws IOException {
        JsonPlace container = JsonPlace.of(text, Json5.FACTORY);
        JsonPlace from = container;
        Wanted gone = null;
        for (String name : path) {
            JsonPlace next = container.member(name);
            if (next == null) {
                return text;
            }
            if (gone == null || container.children().size() > 1) {
                from = container;
                gone = next::equals;
            }
            container = next;
        }
        int index = indexOf(container, wanted);
        if (index < 0) {
            return text;
        }
        return container.children().size() > 1
                ? JsonEdit.removed(text, container, index)
                : JsonEdit.removed(text, from, indexOf(from, gone));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
