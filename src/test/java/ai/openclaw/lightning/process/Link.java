package ai.openclaw.lightning.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The network between a bridge and its team: it may be down, and lose the answer to a request that arrived. */
final class Link implements AutoCloseable {

    private final ServerSocket entrance;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lostAnswers = new AtomicLong();
    private volatile boolean up = true;
    private volatile boolean losing;

    /**
     * To the bridge at that port, which takes a request only if it is asked for by its own port.
     *
     * @param number of the entrance among others, from 0
     */
    Link(int port, int number) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(port, 50, InetAddress.getByName("127.0.0." + (number + 2)));
        start("entrance", this::accept);
    }

    String url() {
        return "http://" + entrance.getInetAddress().getHostAddress() + ":" + port;
    }

    /** What is connected breaks off. */
    void down() {
        up = false;
        open.forEach(Link::close);
    }

    void up() {
        up = true;
    }

    /** The next answer does not arrive, and its connection breaks off. */
    void loseAnAnswer() {
        losing = true;
    }

    long lostAnswers() {
        return lostAnswers.get();
    }

    /** Bytes that went towards the team. */
    long sent() {
        return sent.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            open.add(near);
            if (!up) {
                close(near);
                continue;
            }
            try {
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(far);
                start("there", () -> pass(near, far, false));
                start("back", () -> pass(far, near, true));
            } catch (IOException nobodyThere) {
                close(near);
            }
        }
    }

    private void pass(Socket from, Socket to, boolean back) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4_096];
            for (int length = in.read(buffer); length >= 0 && up; length = in.read(buffer)) {
                if (back && losing) {
                    losing = false;
                    lostAnswers.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, length);
                sent.addAndGet(back ? 0 : length);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException broken) {
                        // as networks do
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is to be gone
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        down();
    }
}
