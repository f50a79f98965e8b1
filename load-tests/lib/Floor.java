import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that a durable answer costs on this machine: the no-op server, and beside it one thread that inserts each
 * tool call by plain JDBC and commits what came meanwhile, whereupon all of that is answered. It masks nothing, checks
 * nothing, counts nothing, knows no trace and has no limits. Arguments: port, an empty database of the bridge's schema.
 */
public class Floor {

    private static final int TRANSACTION_ROWS = 500;

    private record Waiting(RoutingContext request, JsonObject body) {}

    private final LinkedBlockingQueue<List<Waiting>> queue = new LinkedBlockingQueue<>();
    private List<Waiting> turn = new ArrayList<>();
    private volatile Context eventLoop;

    public static void main(String[] arguments) throws SQLException {
        Floor floor = new Floor();
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.post().handler(BodyHandler.create(false).setBodyLimit(1 << 20));
        router.post("/tool/trace").handler(floor::take);
        router.get("/health").handler(request -> request.json(new JsonObject().put("status", "healthy")));
        vertx.createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
                .requestHandler(router)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
        Connection database = open(arguments[1]);
        Thread writer = new Thread(() -> floor.write(database), "writer");
        writer.setDaemon(true);
        writer.start();
    }

    private static Connection open(String file) throws SQLException {
        Properties pragmas = new Properties();
        pragmas.setProperty("synchronous", "NORMAL");
        pragmas.setProperty("cache_size", "-4000");
        Connection database = DriverManager.getConnection("jdbc:sqlite:" + file, pragmas);
        try (var statement = database.createStatement();
                ResultSet page = statement.executeQuery("PRAGMA page_size")) {
            page.next();
            int pages = (8 << 20) / page.getInt(1); // the bridge copies its log after as many bytes, on another thread
            statement.execute("PRAGMA wal_autocheckpoint = " + pages);
        }
        database.setAutoCommit(false);
        return database;
    }

    /** The requests of one turn of the event loop are handed over together. */
    private void take(RoutingContext request) {
        if (turn.isEmpty()) {
            eventLoop = Vertx.currentContext();
            eventLoop.runOnContext(ends -> {
                queue.add(turn);
                turn = new ArrayList<>();
            });
        }
        turn.add(new Waiting(request, request.body().asJsonObject()));
    }

    private void write(Connection database) {
        try (PreparedStatement insert = database.prepareStatement(
                "INSERT INTO tool_calls (trace_id, tool_name, params, result, timestamp, duration_ms) VALUES (?, ?, ?, ?, ?, ?)")) {
            while (true) {
                List<Waiting> batch = new ArrayList<>(queue.take());
                while (batch.size() < TRANSACTION_ROWS && queue.peek() != null) {
                    batch.addAll(queue.remove());
                }
                for (Waiting waiting : batch) {
                    JsonObject body = waiting.body();
                    insert.setString(1, body.getString("session_key"));
                    insert.setString(2, body.getString("tool_name"));
                    insert.setString(3, body.getJsonObject("params").encode());
                    insert.setString(4, body.getJsonObject("result").encode());
                    insert.setLong(5, System.currentTimeMillis());
                    insert.setLong(6, body.getLong("duration_ms"));
                    insert.addBatch();
                }
                insert.executeBatch();
                database.commit();
                eventLoop.runOnContext(committed -> batch.forEach(Floor::answer));
            }
        } catch (SQLException | InterruptedException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void answer(Waiting waiting) {
        waiting.request().json(new JsonObject()
                .put("success", true)
                .put("traced", true)
                .put("tool_name", waiting.body().getString("tool_name")));
    }
}
