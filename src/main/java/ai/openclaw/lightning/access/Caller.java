package ai.openclaw.lightning.access;

import ai.openclaw.lightning.model.Scope;
import java.util.Set;

/**
 * Whoever sent a request.
 *
 * @param name of the key; null for this machine, whose clients have the keys of its home or need none
 */
public record Caller(String name, Set<Scope> scopes) {

    /** Of what is open to everyone. */
    public static final Caller NOBODY = new Caller(null, Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether one of these scopes is among the caller's; nobody needs one where none is asked for. */
    public boolean hasAny(Set<Scope> wanted) {
        return wanted.isEmpty() || wanted.stream().anyMatch(scopes::contains);
    }
}
