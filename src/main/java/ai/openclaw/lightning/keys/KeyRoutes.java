package ai.openclaw.lightning.keys;

import ai.openclaw.lightning.access.KeyRing;
import ai.openclaw.lightning.access.KeyText;
import ai.openclaw.lightning.bus.Bus;
import ai.openclaw.lightning.http.exchange.Answer;
import ai.openclaw.lightning.http.exchange.Call;
import ai.openclaw.lightning.http.exchange.MediaTypes;
import ai.openclaw.lightning.http.exchange.Refusal;
import ai.openclaw.lightning.http.exchange.Route;
import ai.openclaw.lightning.intake.json.KeyBody;
import ai.openclaw.lightning.model.AccessKey;
import ai.openclaw.lightning.model.Scope;
import ai.openclaw.lightning.storage.TraceReader;
import ai.openclaw.lightning.view.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds, lists and revokes keys with names, and keeps the ring of this bridge as the store has it. A bridge that has its store
 * for itself hears of each change by making it; one of several looks again and again. For one event loop.
 */
public final class KeyRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRoutes.class);

    private static final int BODY_BYTES_MAX = 4 * 1024;

    /** So soon a key that was revoked through another bridge stops at this one. */
    private static final int LOOK_SECONDS = 2;

    private final KeyRing ring;
    private final TraceReader store;
    private final Bus bus;
    private final LongSupplier clock;
    private final boolean shared;

    private List<AccessKey> known = List.of();
    private boolean loaded;
    private long seconds;

    /** @param shared whether other bridges may change what is stored */
    public KeyRoutes(KeyRing ring, TraceReader store, Bus bus, LongSupplier clock, boolean shared) {
        this.ring = ring;
        this.store = store;
        this.bus = bus;
        this.clock = clock;
        this.shared = shared;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                Route.get("/key", KeyRoutes::own).allowing(Scope.values()),
                Route.get("/keys", this::list).allowing(Scope.ADMIN),
                Route.post("/keys", MediaTypes.JSON, BODY_BYTES_MAX, this::add).allowing(Scope.ADMIN),
                Route.delete("/keys/:name", this::revoke));
    }

    /** Reads the keys; completes when they are good. A store that fails keeps nobody out but their holders. */
    public Future<Void> load() {
        return store.keys()
                .<Void>map(keys -> {
                    known = keys;
                    ring.replace(keys);
                    loaded = true;
                    return null;
                })
                .otherwise(failure -> {
                    LOG.debug("can't read the keys", failure);
                    return null;
                });
    }

    /** Call this every second. */
    public void everySecond() {
        seconds++;
        if (seconds % LOOK_SECONDS == 0 && (shared || !loaded)) {
            load();
        }
    }

    /** What the caller may do, so that it need not try. */
    private static Future<Answer> own(Call call) {
        return Future.succeededFuture(Answer.ok(json -> {
            json.writeStringField("name", call.caller().name());
            Json.strings(
                    json,
                    "scopes",
                    call.caller().scopes().stream()
                            .map(Scope::jsonName)
                            .sorted()
                            .toList());
        }));
    }

    private Future<Answer> list(Call call) {
        return load().map(read -> Answer.ok(json -> {
            json.writeArrayFieldStart("keys");
            for (AccessKey key : known) {
                json.writeStartObject();
                write(json, key);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static void write(JsonGenerator json, AccessKey key) throws IOException {
        json.writeStringField("name", key.name());
        Json.strings(json, "scopes", key.scopeNames());
        json.writeNumberField("created_at", key.createdAt());
        json.writeStringField("created_by", key.createdBy());
    }

    private Future<Answer> add(Call call) {
        call.body().inflate();
        KeyBody asked = KeyBody.decode(call.body().bytes(), call.body().length());
        if (known.size() >= KeyRing.NAMED_MAX) {
            throw Refusal.of(409, "there are " + KeyRing.NAMED_MAX + " keys already; revoke one first");
        }
        String text = KeyText.random();
        AccessKey key = new AccessKey(
                asked.name(),
                asked.scopes(),
                KeyText.hash(text),
                clock.getAsLong(),
                call.caller().name());
        return bus.addKey(key).compose(added -> {
            if (!added) {
                throw Refusal.of(409, "there is a key of that name already; revoke it first, or choose another name");
            }
            LOG.info("the key {} was added: {}", key.name(), key.scopeText());
            return load().map(read -> Answer.json(201, json -> {
                json.writeStringField("key", text);
                write(json, key);
            }));
        });
    }

    private Future<Answer> revoke(Call call) {
        return bus.revokeKey(call.parameter()).compose(revoked -> {
            if (!revoked) {
                throw Refusal.of(404, "there is no key of that name");
            }
            LOG.info("the key {} was revoked", call.parameter());
            return load().map(read -> Answer.ok(json -> json.writeBooleanField("success", true)));
        });
    }
}
