package ai.openclaw.lightning.config.setting;

import java.util.ArrayList;
import java.util.List;

/** The rows of one section of the configuration file, in order. Filled while the class that names them initialises. */
public final class Section {

    private final String name;
    private final List<Setting<?>> rows = new ArrayList<>();

    /** Of that name, like {@code bridge}; {@code storage.sqlite} is a section within another. */
    public Section(String name) {
        this.name = name;
    }

    /**
     * Adds a row.
     *
     * @param key within the section
     * @param description one sentence without its full stop
     */
    public <T> Setting<T> add(String key, T defaultValue, SettingType<T> type, String description) {
        Setting<T> row = new Setting<>(name + "." + key, defaultValue, type, description);
        rows.add(row);
        return row;
    }

    /** What was added, in order. */
    public List<Setting<?>> rows() {
        return List.copyOf(rows);
    }
}
