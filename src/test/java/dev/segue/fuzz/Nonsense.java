package dev.segue.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that mean harm, or nothing; the same ones for the same seed. Values that must never come back hold a canary. */
final class Nonsense {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "1e999",
            "99999999999999999999",
            "true",
            "null",
            "NaN",
            "..",
            "../../etc/passwd",
            "'; DROP TABLE job; --",
            "\u0000",
            "\ud83c\udfb5",
            "\u202e",
            "a b",
            "%",
            "%2f",
            "{}",
            "[]",
            "\"",
            "\\",
            "\r\n",
            "<script>",
            "${jndi:ldap://x}",
            "job_00000000000000000000000000",
            "whd_0",
            "key_0",
            "minimax-music-2.6",
            "aimlapi",
            "queued",
            "2026-13",
            "P1D",
            "*",
            "bytes=0-",
            "bytes=-1",
            "bytes=9-1,3-",
            "W/\"1\"",
            "wait=0",
            "wait=-1",
            "wait=1",
            "respond-async, wait=0");

    private static final List<String> HEADERS = List.of(
            "Authorization",
            "Accept",
            "Content-Type",
            "Content-Encoding",
            "Prefer",
            "Idempotency-Key",
            "If-None-Match",
            "If-Match",
            "Range",
            "If-Range",
            "Last-Event-ID",
            "Origin",
            "Cookie",
            "Expect",
            "X-Forwarded-For",
            "X-HTTP-Method-Override",
            "TE",
            "Accept-Encoding",
            "Accept-Language",
            "traceparent",
            "Upgrade",
            "Via");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json;charset=utf-16",
            "text/plain",
            "*/*",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "nonsense",
            "a/b/c",
            "");

    private static final List<String> FIELDS = List.of(
            "model",
            "prompt",
            "lyrics",
            "title",
            "instrumental",
            "style_id",
            "reference_audio_url",
            "audio",
            "options",
            "providers",
            "overrides",
            "failover",
            "deadline_seconds",
            "webhook",
            "user",
            "metadata",
            "url",
            "events",
            "secret",
            "format",
            "sample_rate",
            "bitrate",
            "mv",
            "aimlapi",
            "task_id",
            "not_started",
            "name",
            "scopes",
            "project",
            "overlap_seconds",
            "input",
            "callback_url",
            "other");

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");

    private final Random random;
    private final List<Operation> operations;
    private final List<String> known;

    /** @param known ids of things that are there */
    Nonsense(long seed, List<Operation> operations, List<String> known) {
        this.random = new Random(seed);
        this.operations = operations;
        this.known = known;
    }

    /** As it goes over the wire. */
    byte[] next() {
        Operation operation = any(operations);
        String method = random.nextInt(20) == 0 ? any(METHODS) : operation.method();
        StringBuilder head = new StringBuilder(
                method + " " + target(operation) + " HTTP/1.1\r\nHost: segue\r\nConnection: close\r\n");
        operation.headers().stream().filter(name -> random.nextBoolean()).forEach(name -> header(head, name));
        for (int more = random.nextInt(4); more > 0; more--) {
            header(head, any(HEADERS));
        }
        if (method.equals("GET") || method.equals("HEAD")) {
            return bytes(head + "\r\n");
        }
        byte[] body = body().getBytes(random.nextInt(10) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        head.append("Content-Type: ").append(any(TYPES)).append("\r\n");
        if (random.nextInt(5) == 0) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            return join(
                    bytes(head + (body.length == 0 ? "" : Integer.toHexString(body.length) + "\r\n")),
                    body,
                    bytes(body.length == 0 ? "0\r\n\r\n" : "\r\n0\r\n\r\n"));
        }
        return join(bytes(head + "Content-Length: " + body.length + "\r\n\r\n"), body);
    }

    private String target(Operation operation) {
        Matcher parameter = PARAMETER.matcher(operation.path());
        String path = parameter.replaceAll(found -> Matcher.quoteReplacement(
                encoded(random.nextInt(3) == 0 ? any(known) : word().isEmpty() ? "x" : word())));
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        operation.query().stream()
                .filter(name -> random.nextBoolean())
                .forEach(name -> query.add(name + "=" + value()));
        if (random.nextInt(5) == 0) {
            query.add("ticket=" + (random.nextBoolean() ? "1999999999.canary" : value()));
        }
        return (path.isEmpty() ? "/" : path) + query;
    }

    private String value() {
        return random.nextInt(4) == 0 ? any(known) : encoded(word());
    }

    private void header(StringBuilder head, String name) {
        String value = name.equals("Authorization")
                ? any(List.of("Bearer canary", "Basic Y2FuYXJ5", "Bearer", "canary"))
                : word();
        head.append(name)
                .append(": ")
                .append(value.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]", ""))
                .append("\r\n");
    }

    private String word() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> "x".repeat(random.nextInt(300));
            case 2 ->
                random.ints(random.nextInt(12), 1, 0xd7ff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            default -> any(WORDS);
        };
    }

    private String body() {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> word();
            case 2 -> "[".repeat(random.nextInt(3000));
            case 3 -> "{\"a\":".repeat(random.nextInt(1500));
            case 4 -> song() + word();
            case 5 -> "{\"prompt\":\"canary " + "x".repeat(random.nextInt(90_000)) + "\"}";
            case 6, 7, 8 -> song();
            default -> object(0);
        };
    }

    /** Nearly right. */
    private String song() {
        String right =
                "\"model\":\"minimax-music-2.6\",\"prompt\":\"a canary sings in the rain\",\"lyrics\":\"a canary sings\"";
        return "{" + right + (random.nextInt(3) == 0 ? "" : "," + member(0)) + "}";
    }

    private String object(int depth) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (int count = random.nextInt(6); count > 0; count--) {
            members.add(member(depth));
        }
        return members.toString();
    }

    private String member(int depth) {
        return quoted(any(FIELDS)) + ":" + json(depth + 1);
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 ->
                any(List.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "-0.0",
                        "1e999",
                        "1e-999",
                        "12345678901234567890123",
                        "01",
                        "NaN"));
            case 1 -> Long.toString(random.nextInt(100_000));
            case 2 -> quoted("canary " + "x".repeat(random.nextInt(4000)));
            case 3 -> quoted(word());
            case 4 ->
                any(List.of(
                        "\"\\ud800\"",
                        "\"\\u0000\"",
                        "\"https://127.0.0.1/canary\"",
                        "\"ftp://canary\"",
                        "\"http://[::1\""));
            case 5 -> object(depth);
            default -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\x00-\\x1f]", " ") + "\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(String head) {
        return head.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
