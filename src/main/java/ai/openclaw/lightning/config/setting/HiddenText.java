package ai.openclaw.lightning.config.setting;

import java.util.Optional;

/** A text that is never shown. */
public record HiddenText(Text text) implements SettingType<Secret> {

    @Override
    public String allowed() {
        return text.allowed();
    }

    @Override
    public Optional<Secret> ofJson(Object value) {
        return text.ofJson(value).map(Secret::new);
    }

    @Override
    public Optional<Secret> ofText(String value) {
        return text.ofText(value).map(Secret::new);
    }

    @Override
    public boolean allows(Secret value) {
        return text.allows(value.reveal());
    }

    @Override
    public String json(Secret value) {
        return text.json(value.toString());
    }
}
