package ai.openclaw.lightning.optimizer.hypotheses;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A helper's server that answers as the test says, or misbehaves. */
public final class StandInHelper implements AutoCloseable {

    /** What it does with a request. */
    public interface Behaviour {

        /** Answers, or does not; the connection ends when it returns. */
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour;

    public StandInHelper(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** One that takes questions and never answers. */
    public static StandInHelper hanging() {
        StandInHelper helper = new StandInHelper((request, out) -> {});
        helper.behave((request, out) -> helper.pause(600_000));
        return helper;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stand-in-helper");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException over) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            heads.add(head);
            String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
            requests.add(body);
            behaviour.answer(body, socket.getOutputStream());
        } catch (IOException gone) {
            // the bridge hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    /** Sends an answer with status 200. */
    public static void send(OutputStream out, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    /** Sends what a model wrote, as servers wrap it. */
    public static void say(OutputStream out, String content) throws IOException {
        send(out, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":" + quoted(content) + "}}]}");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** An answer with that one idea. */
    public static String idea(String state, String tool, String action, String other, String shape, String because) {
        return "{\"ideas\":[{\"state\":\"" + state + "\",\"tool\":\"" + tool + "\",\"action\":\"" + action
                + "\",\"other\":\"" + other + "\",\"shape\":\"" + shape + "\",\"because\":[\"" + because + "\"]}]}";
    }

    /** Does nothing for so long, or until the test is over. */
    public void pause(long millis) throws InterruptedException {
        boolean isOver = closed.await(millis, TimeUnit.MILLISECONDS);
        if (isOver) {
            throw new InterruptedException("the test is over");
        }
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** The bodies of the requests so far. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    /** Their first lines and fields. */
    public List<String> heads() {
        return new ArrayList<>(heads);
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
