package ai.openclaw.lightning.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.config.setting.ConfigException;
import ai.openclaw.lightning.config.table.StorageSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of a plugin's store: the bridge hands them over as they are, and knows none of them. */
class StoreKeysTest {

    @TempDir
    Path folder;

    private Path file(String json) {
        try {
            return Files.writeString(folder.resolve("config.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Config load(String json, Map<String, String> environment, Map<String, String> flags) {
        return ConfigLoader.load(file(json), environment, flags).config();
    }

    @Test
    void load_subTreeOfTheStore_isHandedOverWithItsTypes() {
        Config config = load("""
                {"storage": {"type": "mine", "read_connections": 3,
                  "mine": {"url": "x", "pool": {"size": 4}, "tls": true, "hosts": ["a", "b"], "share": 0.5}}}
                """, Map.of(), Map.of());

        assertThat(config.get(StorageSection.TYPE)).isEqualTo("mine");
        assertThat(config.get(StorageSection.READ_CONNECTIONS)).isEqualTo(3);
        assertThat(config.ofStore())
                .isEqualTo(Map.of("url", "x", "pool.size", 4L, "tls", true, "hosts", List.of("a", "b"), "share", 0.5));
    }

    @Test
    void load_fileEnvironmentFlags_laterPlaceWins() {
        Map<String, String> environment = Map.of(
                "LIGHTNING_STORAGE_TYPE", "my-own",
                "LIGHTNING_STORAGE_MY_OWN_URL", "of the environment",
                "LIGHTNING_STORAGE_MY_OWN_POOL_SIZE", "5");
        String json = "{\"storage\": {\"my-own\": {\"url\": \"of the file\", \"tls\": true}}}";

        assertThat(load(json, environment, Map.of()).ofStore())
                .isEqualTo(Map.of("url", "of the environment", "tls", true, "pool_size", "5"));
        assertThat(load(json, environment, Map.of("storage.my-own.url", "of the flag"))
                        .ofStore())
                .containsEntry("url", "of the flag");
        assertThat(load("{}", Map.of("LIGHTNING_STORAGE_MINE_URL", "x"), Map.of("storage.type", "mine"))
                        .ofStore())
                .isEqualTo(Map.of("url", "x"));
    }

    @Test
    void load_subTreeOfAnotherStore_staysWithAWarning() {
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                file("{\"storage\": {\"mine\": {\"url\": \"x\", \"tls\": true}}}"),
                Map.of("LIGHTNING_STORAGE_MINE_POOL", "1"),
                Map.of());

        assertThat(loaded.config().ofStore()).isEmpty();
        assertThat(loaded.warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.startsWith("LIGHTNING_STORAGE_MINE_POOL: no such setting"))
                .contains("storage.mine: not used, as storage.type is \"sqlite\"");
    }

    @Test
    void load_keyThatOurOwnStoreHasNot_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> load("{\"storage\": {\"sqlite\": {\"read_connection\": 4}}}", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.sqlite.read_connection: no such setting")
                .hasMessageContaining("did you mean storage.read_connections?");
        assertThatThrownBy(() -> load("{\"storage\": {\"mine\": {\"url\": null}}}", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.mine.url: null in " + folder.resolve("config.json") + ":1");
        assertThatThrownBy(() -> load("{\"storage\": {\"mine\": 5}}", Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.mine: no such setting");
    }

    @Test
    void rows_ofAPluginsStore_sayThatTheyAreSetAndNotToWhat() {
        Path file = file("{\"storage\": {\"type\": \"mine\", \"mine\": {\"password\": \"sesame\"}}}");

        assertThat(ConfigLoader.load(file, Map.of(), Map.of()).config().rows())
                .contains(new Config.Row("storage.mine.password", "\"[not shown]\"", file + ":1"));
        assertThat(ConfigLoader.load(file, Map.of(), Map.of()).config().toString())
                .contains("password")
                .doesNotContain("sesame");
    }
}
