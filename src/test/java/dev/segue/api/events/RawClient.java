package dev.segue.api.events;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A client that sees the very bytes. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 8_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String head;
    private final StringBuilder body = new StringBuilder();
    private boolean ended;

    private RawClient(URI server, String request, int window) {
        try {
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedInputStream(socket.getInputStream());
            head = readHead();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawClient get(URI server, String path, String... headers) {
        return new RawClient(server, request("GET", path, headers), 0);
    }

    static RawClient head(URI server, String path) {
        return new RawClient(server, request("HEAD", path), 0);
    }

    /** A client with a small window that reads the headers and then nothing. */
    static RawClient stubborn(URI server, String path) {
        return new RawClient(server, request("GET", path), 2048);
    }

    private static String request(String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
    }

    int status() {
        return Integer.parseInt(head.split(" ")[1]);
    }

    /** Status line and headers, in lower case. */
    String head() {
        return head.toLowerCase(Locale.ROOT);
    }

    /** The next event or comment without the empty line behind it; {@code null} after the end. */
    String frame() {
        int end;
        while ((end = body.indexOf("\n\n")) < 0) {
            if (!readChunk()) {
                return null;
            }
        }
        String frame = body.substring(0, end);
        body.delete(0, end + 2);
        return frame;
    }

    String frame(Predicate<String> wanted) {
        String frame = frame();
        while (frame != null && !wanted.test(frame)) {
            frame = frame();
        }
        return frame;
    }

    /** The ids of all events to the end. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String frame = frame(); frame != null; frame = frame()) {
            if (frame.startsWith("id: ")) {
                ids.add(frame.lines().findFirst().orElseThrow().substring(4));
            }
        }
        return ids;
    }

    /** What stands in a body of known length. */
    String body() {
        try {
            int length = Integer.parseInt(
                    head().replaceAll("(?s).*content-length: (\\d+).*", "$1").strip());
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean readChunk() {
        if (ended) {
            return false;
        }
        try {
            int length = Integer.parseInt(line(), 16);
            body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            line();
            ended = length == 0;
            return !ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
