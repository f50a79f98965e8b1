package ai.openclaw.lightning.config.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts, bounded in number; in the environment a JSON array, or plain texts between commas. */
public record TextList(int countMax, Text each) implements SettingType<List<String>> {

    @Override
    public String allowed() {
        return "a list of at most " + countMax + ", each " + each.allowed();
    }

    @Override
    public Optional<List<String>> ofJson(Object value) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(List.copyOf(texts)).filter(this::allows);
    }

    @Override
    public Optional<List<String>> ofText(String text) {
        if (text.stripLeading().startsWith("[")) {
            return LenientJson.array(text).flatMap(this::ofJson);
        }
        return ofJson(Stream.of(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
    }

    @Override
    public boolean allows(List<String> value) {
        return value.size() <= countMax && value.stream().allMatch(each::allows);
    }

    @Override
    public String json(List<String> value) {
        return value.stream().map(each::json).collect(Collectors.joining(", ", "[", "]"));
    }
}
