package ai.openclaw.lightning.intake.json;

import ai.openclaw.lightning.intake.Rejection;
import ai.openclaw.lightning.model.Scope;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The key that somebody asks for. */
public record KeyBody(String name, Set<Scope> scopes) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** What the history of a suggestion calls whoever has no key with a name. */
    private static final Set<String> TAKEN = Set.of("person", "auto", "optimizer");

    public KeyBody {
        scopes = Set.copyOf(scopes);
    }

    /** Throws a rejection for what asks for no key. */
    public static KeyBody decode(byte[] bytes, int length) {
        return JsonBody.read(bytes, length, parser -> {
            String asked = "";
            Set<Scope> scopes = EnumSet.noneOf(Scope.class);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken token = parser.nextToken();
                if (field.equals("name") && token == JsonToken.VALUE_STRING) {
                    asked = parser.getText();
                } else if (field.equals("scopes") && token == JsonToken.START_ARRAY) {
                    scopes = scopes(parser);
                }
                parser.skipChildren();
            }
            if (!NAME.matcher(asked).matches()) {
                throw Rejection.invalid(
                        "name must have at most 64 lower-case letters, digits, dots, hyphens and underscores", "name");
            }
            if (TAKEN.contains(asked)) {
                throw Rejection.invalid("name must be none of person, auto and optimizer", "name");
            }
            if (scopes.isEmpty()) {
                throw wrongScopes();
            }
            return new KeyBody(asked, scopes);
        });
    }

    private static Set<Scope> scopes(FiniteNumbers parser) throws IOException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Scope scope = parser.currentToken() == JsonToken.VALUE_STRING ? Scope.ofJsonName(parser.getText()) : null;
            if (scope == null) {
                throw wrongScopes();
            }
            scopes.add(scope);
        }
        return scopes;
    }

    private static Rejection wrongScopes() {
        return Rejection.invalid("scopes must be a list of ingest, read, decide and admin", "scopes");
    }
}
