package ai.openclaw.lightning.optimizer.run;

import ai.openclaw.lightning.model.TraceEvidence;
import ai.openclaw.lightning.optimizer.ArgumentShape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the words of arguments and finds them in the user's message; of the words themselves nothing is kept. */
final class ArgumentShapes {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final Set<String> requested;

    ArgumentShapes(String message) {
        requested = new HashSet<>(words(message == null ? "" : message));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** By name, for the arguments that are texts with words in them; nothing is known of params that are not whole. */
    Map<String, ArgumentShape> of(TraceEvidence.Call call) {
        if (call.argumentNames().isEmpty() || call.paramsHead().length() != call.paramsLength()) {
            return Map.of();
        }
        Map<String, ArgumentShape> shapes = new HashMap<>();
        try {
            JsonNode params = Documents.foreign(call.paramsHead());
            for (String name : call.argumentNames()) {
                JsonNode value = params.path(name);
                List<String> words = value.isTextual() ? words(value.textValue()) : List.of();
                if (!words.isEmpty()) {
                    long known = words.stream().filter(requested::contains).count();
                    shapes.put(name, new ArgumentShape(words.size(), 2 * known >= words.size()));
                }
            }
        } catch (JsonProcessingException masked) {
            return Map.of(); // what was hidden in it may have broken the form
        }
        return shapes;
    }
}
