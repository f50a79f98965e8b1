package ai.openclaw.lightning.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.openclaw.lightning.storage.StoreSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresSettingsTest {

    private static PostgresSettings of(String url, String durability) {
        return PostgresSettings.of(new StoreSettings(
                "postgres",
                Path.of("home", "storage"),
                Path.of("home", "cache"),
                Map.of("durability", durability),
                Map.of("url", url)));
    }

    @Test
    void of_addressOfSeveralHosts_isTheDriversAndEachHomeIsAnInstance() {
        PostgresSettings settings = of("postgresql://db1:5433,db2/traces?sslmode=verify-full", "full");

        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db1:5433,db2/traces?sslmode=verify-full");
        assertThat(settings.instance())
                .endsWith(Path.of("home", "storage").toAbsolutePath().toString());
        assertThat(settings.durability()).isEqualTo(PostgresSettings.Durability.ON);
        assertThat(of("jdbc:postgresql://db/traces", "normal").durability())
                .isEqualTo(PostgresSettings.Durability.LOCAL);
    }

    /** Settings are shown, and addresses stand in logs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db/traces",
                "postgresql://me:sesame@db/traces",
                "postgresql://db/traces?password=sesame",
                "postgresql://db/traces?sslmode=require&user=me"
            })
    void of_noAddressOrOneWithCredentials_isRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> of(url, "normal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("storage.postgres.url: must be")
                .hasMessageNotContaining("sesame");
    }
}
