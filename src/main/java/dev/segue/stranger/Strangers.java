package dev.segue.stranger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls addresses that others chose. A name is resolved once, every address found is judged, and the connection is made to a judged address
 * while TLS and the {@code Host} header keep the name: a name that resolves differently a moment later gains nothing.
 * Everything fails with a {@link StrangerException}.
 */
@Singleton
public class Strangers {

    private static final int MAX_REDIRECTS = 5;
    private static final int DOWNLOADS_PER_HOST = 64;
    /** No bound of its own: who waited for a connection behind others that hang would share their fate. Who posts bounds it. */
    private static final int POSTS_PER_HOST = 2048;

    private static final int RESOLVERS = 8;
    private static final Duration RESOLVE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int MAX_UNREAD_ANSWER = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient downloads;
    private final HttpClient posts;
    private final WorkerExecutor resolvers;
    private final Names names;
    private final Duration idle;

    @Inject
    public Strangers(io.vertx.mutiny.core.Vertx vertx) {
        this(vertx.getDelegate(), Names.OF_THE_SYSTEM, new HttpClientOptions(), IDLE);
    }

    /** @param idle how long an answer may stand still, its head included */
    Strangers(Vertx vertx, Names names, HttpClientOptions options, Duration idle) {
        this.vertx = vertx;
        this.names = names;
        this.idle = idle;
        // One connection for one download: hanging up on a redirect or on a cut body must never meet the next request
        // in the
        // pool. And only the connection itself notices a body that stands still; a request's own timeout ends with the
        // head.
        this.downloads = vertx.createHttpClient(
                new HttpClientOptions(options)
                        .setKeepAlive(false)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout(Math.toIntExact(idle.toMillis())),
                new PoolOptions().setHttp1MaxSize(DOWNLOADS_PER_HOST));
        this.posts = vertx.createHttpClient(
                new HttpClientOptions(options), new PoolOptions().setHttp1MaxSize(POSTS_PER_HOST));
        // A pool of its own: a host whose name server is slow on purpose must not hold up the application's workers.
        this.resolvers = vertx.createSharedWorkerExecutor("segue-names", RESOLVERS);
    }

    /** Whether this address may be called, without calling it; for telling early. {@link #get} and {@link #post} judge again. */
    public Uni<Void> judge(String url, StrangerPolicy policy) {
        return Uni.createFrom()
                .deferred(() -> addresses(StrangerUrl.parse(url), policy))
                .replaceWithVoid();
    }

    /** Answers with the body of a 200; up to five redirects are followed, each judged like the first address. */
    public Uni<StrangerBody> get(String url, StrangerPolicy policy) {
        return onOneContext(() -> follow(StrangerUrl.parse(url), policy, MAX_REDIRECTS));
    }

    /**
     * Sends a body; redirects are not followed, and every status is an answer.
     *
     * @param timeout for the whole exchange, from resolving the name to the head of the answer
     */
    public Uni<StrangerAnswer> post(
            String url, Map<String, String> headers, Buffer body, Duration timeout, StrangerPolicy policy) {
        return onOneContext(() -> {
            StrangerUrl to = StrangerUrl.parse(url);
            return open(posts, HttpMethod.POST, to, policy, timeout)
                    .flatMap(request -> {
                        request.headers().addAll(headers);
                        long limit = vertx.setTimer(timeout.toMillis(), late -> request.reset());
                        return UniHelper.toUni(request.send(body).map(response -> drain(response, limit)));
                    })
                    .ifNoItem()
                    .after(timeout)
                    .failWith(() -> new StrangerException.NoAnswer(to.host(), "timeout"))
                    .onFailure(failure -> !(failure instanceof StrangerException))
                    .transform(failure -> new StrangerException.NoAnswer(to.host(), failure));
        });
    }

    /** A request sent from another thread than its own may have been answered, and the answer lost, before anybody listens. */
    private <T> Uni<T> onOneContext(Supplier<Uni<? extends T>> call) {
        return Uni.createFrom().<T>deferred(call).runSubscriptionOn(command -> vertx.getOrCreateContext()
                .runOnContext(turn -> command.run()));
    }

    /** Reads the answer away so that the connection can serve again, but not for ever: the timer is left on until the end. */
    private StrangerAnswer drain(HttpClientResponse response, long limit) {
        long[] unread = {MAX_UNREAD_ANSWER};
        response.handler(bytes -> {
            unread[0] -= bytes.length();
            if (unread[0] < 0) {
                response.request().reset();
            }
        });
        response.end().onComplete(done -> vertx.cancelTimer(limit));
        return new StrangerAnswer(response.statusCode(), response.getHeader("Retry-After"));
    }

    private Uni<StrangerBody> follow(StrangerUrl url, StrangerPolicy policy, int redirectsLeft) {
        return open(downloads, HttpMethod.GET, url, policy, idle)
                .flatMap(request -> UniHelper.toUni(
                        request.send().map(HttpClientResponse::pause).map(response -> new Head(response, url, vertx))))
                .onFailure(failure -> !(failure instanceof StrangerException))
                .transform(failure -> new StrangerException.NoAnswer(url.host(), failure))
                .flatMap(head -> head.next(redirectsLeft)
                        .map(next -> follow(next, policy, redirectsLeft - 1))
                        .orElseGet(() -> Uni.createFrom().item(head.body())));
    }

    private Uni<HttpClientRequest> open(
            HttpClient client, HttpMethod method, StrangerUrl url, StrangerPolicy policy, Duration idle) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setSsl(url.tls())
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT.toMillis())
                .setIdleTimeout(idle.toMillis())
                .addHeader("User-Agent", "Segue")
                .addHeader("Accept-Encoding", "identity");
        return addresses(url, policy).flatMap(found -> connect(client, options, found.iterator()));
    }

    /** One judged address after the other, for a name may have a dead one among them; nothing has been sent until one connects. */
    private Uni<HttpClientRequest> connect(HttpClient client, RequestOptions options, Iterator<InetAddress> addresses) {
        SocketAddress pinned = SocketAddress.inetSocketAddress(
                options.getPort(), addresses.next().getHostAddress());
        Uni<HttpClientRequest> request = UniHelper.toUni(client.request(new RequestOptions(options).setServer(pinned)));
        return addresses.hasNext()
                ? request.onFailure().recoverWithUni(() -> connect(client, options, addresses))
                : request;
    }

    /** Never empty. One bad address among good ones refuses them all: such a name means mischief. */
    private Uni<List<InetAddress>> addresses(StrangerUrl url, StrangerPolicy policy) {
        return UniHelper.toUni(resolvers.executeBlocking(() -> names.resolve(url.name()), false))
                .ifNoItem()
                .after(RESOLVE)
                .failWith(() -> new UnknownHostException(url.host()))
                .onFailure()
                .transform(failure -> new StrangerException.NoAnswer(url.host(), failure))
                .invoke(found -> {
                    if (!policy.trusts(url)
                            && !found.stream().map(AddressGuard::judge).allMatch(policy::allows)) {
                        throw new StrangerException.Refused(url.host() + " is not an address we call");
                    }
                });
    }
}
