package ai.openclaw.lightning.config.table;

import ai.openclaw.lightning.config.setting.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole table of settings. {@code conf/config.json} and {@code docs/configuration.md} are made from it. */
public final class Settings {

    /** Every setting, in the order of the sample file and the docs. */
    public static final List<Setting<?>> ALL = Stream.of(
                    BridgeSection.SECTION,
                    HttpSection.SECTION,
                    CaptureSection.SECTION,
                    MaskingSection.SECTION,
                    WriterSection.SECTION,
                    StorageSection.SECTION,
                    PostgresSection.SECTION,
                    TracesSection.SECTION,
                    OtlpSection.SECTION,
                    RetentionSection.SECTION,
                    OptimizationSection.SECTION,
                    HelperSection.SECTION,
                    TeamSection.SECTION,
                    RewardSection.SECTION,
                    PageSection.SECTION,
                    LoggingSection.SECTION)
            .<Setting<?>>flatMap(section -> section.rows().stream())
            .toList();

    private Settings() {}

    /** The setting of that key. */
    public static Optional<Setting<?>> find(String key) {
        for (Setting<?> setting : ALL) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
