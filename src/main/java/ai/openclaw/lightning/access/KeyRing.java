package ai.openclaw.lightning.access;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;

/**
 * All keys that are good, and whom each stands for. Every comparison takes as long for a key that begins well as for any
 * other. May be used from any thread.
 */
public final class KeyRing {

    /** So that a look through all of them costs little of a request. */
    public static final int NAMED_MAX = 1_000;

    private final byte[] apiKey;
    private final byte[] decisionKey;
    private final Caller owner = new Caller(null, EnumSet.allOf(Scope.class));
    private final Caller client;

    private volatile List<Named> named = List.of();

    private static final class Named {
        final byte[] hash;
        final Caller caller;

        Named(AccessKey key) {
            this.hash = bytes(key.hash());
            this.caller = new Caller(key.name(), key.scopes());
        }
    }

    public KeyRing(Keys keys) {
        this.apiKey = keys.api() == null ? null : bytes(keys.api());
        this.decisionKey = bytes(keys.decision());
        this.client = keys.decisionsOpen() ? owner : new Caller(null, EnumSet.of(Scope.INGEST, Scope.READ));
    }

    /** From now on these are the keys with names, and no others. */
    public void replace(List<AccessKey> keys) {
        named = keys.stream().map(Named::new).toList();
    }

    /** Whether requests need a key. */
    public boolean isLocked() {
        return apiKey != null;
    }

    /**
     * Whom that key stands for; null where it may not ask. What is none of ours counts as no key, but for one that has our
     * form: whoever holds one that was revoked must hear of it.
     */
    public Caller caller(String given) {
        if (given != null) {
            byte[] text = bytes(given);
            if (MessageDigest.isEqual(decisionKey, text)) {
                return owner;
            }
            if (apiKey != null && MessageDigest.isEqual(apiKey, text)) {
                return client;
            }
            if (KeyText.is(given)) {
                return named(bytes(KeyText.hash(given)));
            }
        }
        return apiKey == null ? client : null;
    }

    private Caller named(byte[] hash) {
        Caller found = null;
        for (Named one : named) {
            if (MessageDigest.isEqual(one.hash, hash)) {
                found = one.caller;
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
