package ai.openclaw.lightning.optimizer.hypotheses;

import ai.openclaw.lightning.optimizer.hypotheses.Idea.Deed;
import ai.openclaw.lightning.optimizer.hypotheses.Idea.Situation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A question as a chat completion, and the ideas in its answer. Servers may ignore the schema, so the answer is held to
 * it here: one wrong word, and all of it is refused.
 */
final class Chat {

    static final int IDEAS_MAX = 3;
    private static final int BECAUSE_MAX = 5;
    private static final int ANSWER_TOKENS_MAX = 600;
    private static final int ANSWER_MAX = 8_000;

    private static final String IDEAS = "ideas";
    private static final String SITUATION = "state";
    private static final String TOOL = "tool";
    private static final String DEED = "action";
    private static final String OTHER = "other";
    private static final String SHAPE = "shape";
    private static final String BECAUSE = "because";
    private static final Set<String> FIELDS = Set.of(SITUATION, TOOL, DEED, OTHER, SHAPE, BECAUSE);

    private Chat() {}

    /** The body of the request. */
    static byte[] request(String model, Question question) {
        ObjectNode request = HelperJson.MAPPER
                .createObjectNode()
                .put("model", model)
                .put("temperature", 0)
                .put("max_tokens", ANSWER_TOKENS_MAX)
                .put("stream", false);
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", Question.TASK);
        messages.addObject().put("role", "user").put("content", question.text());
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema").put("name", IDEAS).put("strict", true).set("schema", schema(question));
        try {
            return HelperJson.MAPPER.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is not JSON", e);
        }
    }

    private static ObjectNode schema(Question question) {
        Set<String> names = new LinkedHashSet<>(question.names());
        names.add("");
        ObjectNode idea = object(List.of(SITUATION, TOOL, DEED, OTHER, SHAPE, BECAUSE));
        ObjectNode fields = (ObjectNode) idea.get("properties");
        fields.set(SITUATION, words(words(Situation.values())));
        fields.set(TOOL, words(names));
        fields.set(DEED, words(words(Deed.values())));
        fields.set(OTHER, words(names));
        fields.set(SHAPE, words(question.shapes()));
        fields.set(BECAUSE, list(words(question.contrasts()), 1, BECAUSE_MAX));
        ObjectNode answer = object(List.of(IDEAS));
        ((ObjectNode) answer.get("properties")).set(IDEAS, list(idea, 0, IDEAS_MAX));
        return answer;
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(Chat::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object(List<String> fields) {
        ObjectNode object =
                HelperJson.MAPPER.createObjectNode().put("type", "object").put("additionalProperties", false);
        ArrayNode required = object.putArray("required");
        fields.forEach(required::add);
        object.putObject("properties");
        return object;
    }

    private static ObjectNode words(Collection<String> allowed) {
        ObjectNode text = HelperJson.MAPPER.createObjectNode().put("type", "string");
        ArrayNode words = text.putArray("enum");
        allowed.forEach(words::add);
        return text;
    }

    private static ObjectNode list(ObjectNode items, int min, int max) {
        ObjectNode list = HelperJson.MAPPER
                .createObjectNode()
                .put("type", "array")
                .put("minItems", min)
                .put("maxItems", max);
        list.set("items", items);
        return list;
    }

    /**
     * The ideas of an answer, each once.
     *
     * @throws HelperException when it is not exactly what was asked for; the message quotes nothing of it
     */
    static List<Idea> ideas(byte[] body, Question question) throws HelperException {
        JsonNode content = read(body).path("choices").path(0).path("message").path("content");
        if (!content.isTextual() || content.textValue().length() > ANSWER_MAX) {
            throw new HelperException("the answer has no text of the usual length");
        }
        JsonNode answer = read(content.textValue().getBytes(StandardCharsets.UTF_8));
        JsonNode list = answer.path(IDEAS);
        if (!answer.isObject() || answer.size() != 1 || !list.isArray() || list.size() > IDEAS_MAX) {
            throw new HelperException("the answer is not a list of ideas");
        }
        List<Idea> ideas = new ArrayList<>();
        for (JsonNode one : list) {
            Idea idea = idea(one, question);
            if (!ideas.contains(idea)) {
                ideas.add(idea);
            }
        }
        return ideas;
    }

    private static JsonNode read(byte[] json) throws HelperException {
        try {
            return HelperJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new HelperException("the answer is not JSON"); // its cause would quote it
        }
    }

    private static Idea idea(JsonNode one, Question question) throws HelperException {
        Set<String> fields = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        if (!one.isObject() || !fields.equals(FIELDS)) {
            throw new HelperException("an idea has other fields than asked for");
        }
        JsonNode because = one.get(BECAUSE);
        if (!because.isArray() || because.isEmpty() || because.size() > BECAUSE_MAX) {
            throw new HelperException("an idea says not why");
        }
        for (JsonNode id : because) {
            oneOf(id, question.contrasts().stream());
        }
        return new Idea(
                value(one.get(SITUATION), Situation.values()),
                oneOf(one.get(TOOL), Stream.concat(Stream.of(""), question.names().stream())),
                value(one.get(DEED), Deed.values()),
                oneOf(one.get(OTHER), Stream.concat(Stream.of(""), question.names().stream())),
                oneOf(one.get(SHAPE), question.shapes().stream()));
    }

    private static String oneOf(JsonNode word, Stream<String> allowed) throws HelperException {
        return allowed.filter(one -> word.isTextual() && one.equals(word.textValue()))
                .findFirst()
                .orElseThrow(() -> new HelperException("an idea holds a word that was not to choose from"));
    }

    private static <E extends Enum<E>> E value(JsonNode word, E[] values) throws HelperException {
        String name = oneOf(word, Arrays.stream(values).map(Chat::word));
        return Arrays.stream(values)
                .filter(value -> word(value).equals(name))
                .findFirst()
                .orElseThrow();
    }
}
