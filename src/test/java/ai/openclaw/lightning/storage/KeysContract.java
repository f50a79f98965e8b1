package ai.openclaw.lightning.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store does with keys that have names. */
public interface KeysContract extends StoreUnderTest {

    /** A key whose hash follows from its name. */
    static AccessKey key(String name, Scope... scopes) {
        return new AccessKey(name, Set.of(scopes), "ab" + name, 5, name.equals("ada") ? null : "ada");
    }

    private boolean add(AccessKey key) {
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            boolean added = transaction.add(key);
            transaction.commit();
            return added;
        }
    }

    private boolean revoke(String name) {
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            boolean revoked = transaction.revoke(name);
            transaction.commit();
            return revoked;
        }
    }

    @Test
    default void keys_added_comeBackByTheirNames() {
        AccessKey bob = key("bob", Scope.INGEST);
        AccessKey ada = key("ada", Scope.values());
        assertThat(store().reader().keys().await()).isEmpty();
        assertThat(add(bob)).isTrue();
        assertThat(add(ada)).isTrue();
        assertThat(store().reader().keys().await()).containsExactly(ada, bob);
    }

    @Test
    default void keys_sameNameAgain_leavesTheFirst() {
        AccessKey ada = key("ada", Scope.READ);
        assertThat(add(ada)).isTrue();
        assertThat(add(new AccessKey("ada", Set.of(Scope.ADMIN), "other", 9, "bob")))
                .isFalse();
        assertThat(store().reader().keys().await()).containsExactly(ada);
    }

    @Test
    default void keys_revoked_areGoneAndTheirNameIsFree() {
        assertThat(add(key("ada", Scope.READ))).isTrue();
        assertThat(revoke("ada")).isTrue();
        assertThat(revoke("ada")).isFalse();
        assertThat(store().reader().keys().await()).isEmpty();
        assertThat(add(key("ada", Scope.INGEST))).isTrue();
    }

    @Test
    default void keys_notCommitted_leaveNothing() {
        try (WriterStore.Transaction transaction = store().writer().begin()) {
            assertThat(transaction.add(key("ada", Scope.READ))).isTrue();
        }
        assertThat(store().reader().keys().await()).isEmpty();
    }
}
