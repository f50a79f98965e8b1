package ai.openclaw.lightning.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Events with one planted secret each: every kind of secret in every place an agent's trace may carry it. Written
 * before the code it judges. The secrets are put together from parts at run time, so that no line of this file looks
 * like a real key to a scanner.
 */
final class SecretCorpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param kind what was planted
     * @param place how it is embedded
     * @param json the event
     * @param secret the text of which nothing may be left
     */
    record Planted(String kind, String place, String json, String secret) {}

    private record Place(String name, UnaryOperator<String> around) {}

    private final List<Planted> planted = new ArrayList<>();
    private final SecretParts parts;

    private SecretCorpus(long seed) {
        this.parts = new SecretParts(seed);
    }

    static List<Planted> of(long seed) {
        SecretCorpus corpus = new SecretCorpus(seed);
        corpus.addShapes();
        corpus.addKeys();
        return List.copyOf(corpus.planted);
    }

    /** Secrets that show by their form, under keys and in texts that say nothing. */
    private void addShapes() {
        for (String name : SecretParts.SHAPES) {
            for (Place place : shapePlaces()) {
                SecretParts.Secret secret = parts.shape(name);
                boolean breaksUrl =
                        secret.text().indexOf('\n') >= 0 || secret.text().indexOf(' ') >= 0;
                if (place.name().equals("URL") && breaksUrl) {
                    continue;
                }
                String json = place.around().apply(secret.text());
                planted.add(new Planted(name, place.name(), json, secret.core()));
            }
        }
    }

    private static List<Place> shapePlaces() {
        return List.of(
                new Place("bare", s -> json(Map.of("message", s))),
                new Place("value of a key", s -> json(Map.of("params", Map.of("value", s)))),
                new Place("list", s -> json(Map.of("params", Map.of("args", List.of("run", s, "now"))))),
                new Place("object key", s -> json(Map.of("params", Map.of(s, true)))),
                new Place("JSON in a string", s -> json(Map.of("result", json(Map.of("id", 7, "value", s))))),
                new Place(
                        "JSON in JSON in a string",
                        s -> json(Map.of("result", json(Map.of("body", json(Map.of("value", s))))))),
                text("shell", s -> "curl -s -X POST https://api.example.com/v1/run -d '" + s + "' | jq ."),
                text("header", s -> "Accept: */*\r\nX-Request-Detail: " + s + "\r\nHost: example.com"),
                text("URL", s -> "https://example.com/cb?state=1&value=" + s + "&x=2"),
                text("lines", s -> "first line\n  " + s + "\nthird line"),
                text("literal line breaks", s -> "first\\n" + s + "\\nlast"),
                text("prose", s -> "I tried " + s + " and it worked."),
                text("innocent variable", s -> "export VALUE=" + s),
                text("comma list", s -> "alpha," + s + ",omega"),
                text("code", s -> "call(`" + s + "`)"));
    }

    /** Secrets without any form, recognisable only by the key in front of them. */
    private void addKeys() {
        for (String key : SecretParts.KEYS) {
            int turn = 0;
            for (Place place : keyPlaces(key)) {
                String value = parts.opaque(turn++);
                planted.add(
                        new Planted("key " + key, place.name(), place.around().apply(value), value));
            }
        }
    }

    private static List<Place> keyPlaces(String key) {
        List<Place> places = new ArrayList<>(structuredPlaces(key));
        places.addAll(configPlaces(key));
        places.addAll(codePlaces(key));
        return places;
    }

    private static List<Place> structuredPlaces(String key) {
        return List.of(
                new Place("key's value", v -> json(Map.of("params", Map.of("user", "bob", key, v)))),
                new Place("list under the key", v -> json(Map.of("params", Map.of(key, List.of(v, "b"))))),
                new Place("object under the key", v -> json(Map.of("metadata", Map.of(key, Map.of("value", v))))),
                text("JSON in a string", v -> "{\"user\":\"bob\",\"" + key + "\":\"" + v + "\",\"n\":1}"),
                text("spaced JSON in a string", v -> "{\n  \"n\" : 1,\n  \"" + key + "\" : \"" + v + "\"\n}"),
                text("cut JSON in a string", v -> "{\"user\":\"bob\",\"" + key + "\":\"" + v),
                text("list in JSON in a string", v -> "{\"" + key + "\":[\"" + v + "\"],\"n\":1}"),
                new Place(
                        "JSON in JSON in a string",
                        v -> json(Map.of("result", json(Map.of("body", json(Map.of(key, v))))))),
                new Place(
                        "three levels deep",
                        v -> json(Map.of("result", json(Map.of("a", json(Map.of("b", json(Map.of(key, v))))))))));
    }

    private static List<Place> configPlaces(String key) {
        return List.of(
                text("shell variable", v -> "cd /srv && " + key + "=" + v + " ./run.sh --fast"),
                text("quoted shell variable", v -> "export " + key + "=\"" + v + "\"\nmake"),
                text("YAML", v -> "user: bob\n" + key + ": " + v + "\nport: 5432\n"),
                text("indented YAML", v -> "db:\n  - " + key + ": '" + v + "'\n    port: 5432\n"),
                text("INI", v -> "[db]\nuser = bob\n" + key + "   =   " + v + "\nport = 1"),
                text("query string", v -> "GET https://example.com/v1?a=1&" + key + "=" + v + "&b=2 200 OK"),
                text("header", v -> "Accept: */*\r\n" + key + ": " + v + "\r\nHost: example.com"),
                text("curl header", v -> "curl -H \"" + key + ": " + v + "\" https://example.com"),
                text("literal line breaks", v -> "a=1\\n" + key + "=" + v + "\\nb=2"),
                text("connection string", v -> "Server=db1;User Id=sa;" + key + "=" + v + ";Timeout=5"),
                text("element", v -> "<user>bob</user><" + key + ">" + v + "</" + key + ">"));
    }

    private static List<Place> codePlaces(String key) {
        return List.of(
                text("flag", v -> "tool login --" + key + " " + v + " --verbose"),
                text("flag with =", v -> "tool login --" + key + "=" + v + " --verbose"),
                text("quoted flag", v -> "tool login --" + key + " '" + v + "' now"),
                text("keyword argument", v -> "connect(host=\"db\", " + key + "='" + v + "', port=1)"),
                text("object literal", v -> "const o = {user: 'bob', " + key + ": '" + v + "'};"),
                text("dict", v -> "d = {'user': 'bob', '" + key + "': '" + v + "'}"),
                text("hash rocket", v -> "opts = { \"" + key + "\" => \"" + v + "\" }"),
                text("subscript", v -> "settings[\"" + key + "\"] = \"" + v + "\""));
    }

    private static Place text(String name, UnaryOperator<String> around) {
        return new Place(name, s -> json(Map.of("tool_name", "bash", "result", around.apply(s))));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
