package ai.openclaw.lightning.connections;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open connections. One is closed when a request takes too long from its first byte to its last, whatever was
 * answered meanwhile. When there are too many, the one that has waited longest for a request gives its place to the
 * newest, so that idle ones keep nobody out. When all are being answered, a few spare places are left for this machine,
 * from which only {@code /health} may be asked. For one event loop.
 */
public final class Connections {

    /** So that a supervisor still sees that the bridge lives. */
    private static final int SPARE_PLACES = 8;

    private final int max;
    private final int secondsMax;
    private final Map<HttpConnection, Client> open = new HashMap<>();
    private long seconds;
    private long events;

    /**
     * None yet.
     *
     * @param secondsMax for one request, see {@link #tick}
     */
    public Connections(int max, int secondsMax) {
        this.max = max;
        this.secondsMax = secondsMax;
    }

    /** Vert.x tells of a request when its head is complete, so bytes are seen where they arrive. */
    public void opened(HttpServerConnection connection) {
        ChannelHandlerContext context = connection.channelHandlerContext();
        if (!context.channel().isActive()) {
            return;
        }
        Client client = new Client(connection);
        open.put(connection, client);
        context.pipeline().addFirst(client);
        if (open.size() <= max || closeLongestIdle(false)) {
            return;
        }
        client.isSpare = isOfThisMachine(context.channel());
        long spare = open.values().stream().filter(one -> one.isSpare).count();
        if (!client.isSpare || (spare > SPARE_PLACES && !closeLongestIdle(true))) {
            client.close();
        }
    }

    private static boolean isOfThisMachine(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
    }

    /** Whether there was one, among the spare places or among the others, but for the newest. */
    private boolean closeLongestIdle(boolean spare) {
        Optional<Client> idle = open.values().stream()
                .filter(one -> one.isSpare == spare && one.usedAt < events && !one.isBeingAnswered())
                .min(Comparator.comparingLong(one -> one.usedAt));
        idle.ifPresent(Client::close);
        return idle.isPresent();
    }

    /**
     * The head of a request is complete.
     *
     * @return whether anything may be asked there: false while it is in a spare place and no other has become free
     */
    public boolean asked(HttpServerRequest request) {
        Client client = open.get(request.connection());
        if (client == null) {
            return true;
        }
        client.asked(request);
        if (client.isSpare && (open.size() <= max || closeLongestIdle(false))) {
            client.isSpare = false;
        }
        return !client.isSpare;
    }

    /** What is done about the latest request of that connection, before it is closed, when it is late. */
    public void whenLate(HttpServerRequest request, Runnable last) {
        Client client = open.get(request.connection());
        if (client != null) {
            client.last = last;
        }
    }

    /** A second went by. */
    public void tick() {
        seconds++;
        List<Client> late = new ArrayList<>(open.values());
        late.removeIf(client -> !client.isLate());
        for (Client client : late) {
            if (client.last != null) {
                client.last.run();
            }
            client.close();
        }
    }

    private final class Client extends ChannelInboundHandlerAdapter {

        private static final long NEVER = -1;

        private final HttpConnection connection;
        /** The latest whose head is complete; null while the head of one after it arrives. */
        private HttpServerRequest request;
        /** The second of the first byte of the request that arrives or arrived last. */
        private long startedAt = NEVER;
        /** When it came or last asked for something, in events. */
        private long usedAt = ++events;

        /** Null for nothing. */
        private Runnable last;

        private boolean isSpare;

        private ChannelHandlerContext context;

        Client(HttpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext from, Object bytes) {
            if (startedAt == NEVER || isOver()) {
                request = null;
                startedAt = seconds;
            }
            from.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            open.remove(connection);
            from.fireChannelInactive();
        }

        void asked(HttpServerRequest next) {
            if (request != null) {
                startedAt = seconds; // it came close behind another, whose answer it had to wait for
            }
            request = next;
            usedAt = ++events;
            last = null;
        }

        private boolean isOver() {
            return request != null && request.isEnded() && request.response().ended();
        }

        boolean isBeingAnswered() {
            return request != null && request.isEnded() && !request.response().ended();
        }

        boolean isLate() {
            return startedAt != NEVER && seconds - startedAt > secondsMax && (request == null || !request.isEnded());
        }

        /** At once: a close in good order waits for a client that takes nothing. */
        void close() {
            open.remove(connection);
            ChannelFuture unused = context.close();
        }
    }
}
