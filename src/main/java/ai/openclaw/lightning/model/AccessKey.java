package ai.openclaw.lightning.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key with a name, as it is stored: its text is known to whoever holds it alone.
 *
 * @param name of whom or what it was given to; no two keys have the same
 * @param hash SHA-256 of its text, in hex
 * @param createdAt epoch milliseconds
 * @param createdBy the name of the key that added it; null for whoever holds this machine's keys
 */
public record AccessKey(String name, Set<Scope> scopes, String hash, long createdAt, String createdBy) {

    private static final String SEPARATOR = ",";

    public AccessKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hash, "hash");
        scopes = Set.copyOf(scopes);
    }

    /** The names of its scopes, in the order of the scopes. */
    public List<String> scopeNames() {
        return Stream.of(Scope.values())
                .filter(scopes::contains)
                .map(Scope::jsonName)
                .toList();
    }

    /** The same in one text, as it is stored. */
    public String scopeText() {
        return String.join(SEPARATOR, scopeNames());
    }

    /** What {@link #scopeText} gave; a scope of a later version allows nothing here. */
    public static Set<Scope> scopesOf(String text) {
        return Stream.of(text.split(SEPARATOR))
                .map(Scope::ofJsonName)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
