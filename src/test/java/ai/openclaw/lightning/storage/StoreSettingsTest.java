package ai.openclaw.lightning.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoreSettingsTest {

    private final StoreSettings settings = new StoreSettings(
            "mine",
            Path.of("/home/storage"),
            Path.of("/home/cache"),
            Map.of("durability", "full", "read_connections", 2L),
            Map.of("read_connections", 8L, "pool", "12", "tls", true, "verify", "false", "password", "sesame"));

    @Test
    void values_ownAndCommon_ownFirst() {
        assertThat(settings.text("durability", "normal")).isEqualTo("full");
        assertThat(settings.whole("read_connections", 1, 1, 16)).isEqualTo(8);
        assertThat(settings.whole("pool", 1, 1, 16)).isEqualTo(12);
        assertThat(settings.flag("tls", false)).isTrue();
        assertThat(settings.flag("verify", true)).isFalse();
    }

    @Test
    void values_absent_areTheUsual() {
        assertThat(settings.text("url", "usual")).isEqualTo("usual");
        assertThat(settings.whole("port", 5, 1, 9)).isEqualTo(5);
        assertThat(settings.flag("fast", true)).isTrue();
    }

    @Test
    void values_wrong_areRefusedByTheirWholeKeyWithoutTheValue() {
        assertThatThrownBy(() -> settings.whole("pool", 1, 1, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("storage.mine.pool: must be a whole number from 1 to 8");
        assertThatThrownBy(() -> settings.whole("password", 1, 1, 8))
                .hasMessage("storage.mine.password: must be a whole number from 1 to 8");
        assertThatThrownBy(() -> settings.flag("password", true))
                .hasMessage("storage.mine.password: must be true or false");
        assertThatThrownBy(() -> settings.text("tls", "")).hasMessage("storage.mine.tls: must be a text");
        assertThatThrownBy(() -> settings.whole("durability", 1, 1, 8))
                .hasMessage("storage.durability: must be a whole number from 1 to 8");
    }

    @Test
    void requireOnly_keyThatNobodyReads_isRefusedWithThoseThereAre() {
        settings.requireOnly("read_connections", "pool", "tls", "verify", "password");
        assertThatThrownBy(() -> settings.requireOnly("read_connections", "pool", "tls", "verify"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "storage.mine.password: no such setting; the store \"mine\" has read_connections, pool, tls,"
                                + " verify");
    }
}
