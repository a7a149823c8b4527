package dev.segue.audio.s3;

import dev.segue.audio.AudioKey;
import dev.segue.audio.AudioLocationException;
import dev.segue.audio.AudioStore;
import io.netty.channel.nio.NioEventLoopGroup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.FlowAdapters;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keeps audio in a bucket: {@code <prefix>/<job>/<name>}. A PUT, and the completion of parts, is all or nothing there. */
public final class S3AudioStore implements AudioStore, AudioStore.HandsOut, AudioStore.Probed, AutoCloseable {

    private static final Duration ADDRESS_LIFETIME = Duration.ofHours(1);

    /** Above it a cut costs too much to begin anew: parts it is. */
    private static final long SINGLE = 64L * 1024 * 1024;

    private static final int NOT_FOUND = 404;

    private final S3Location location;
    private final S3Connection connection;
    private final S3Calls calls;
    private final S3Parts parts;

    /**
     * Connects to nothing yet.
     *
     * @param loops are left running when this is closed
     * @param location {@code s3://bucket/prefix}
     * @throws AudioLocationException with a sentence that names the property
     */
    public S3AudioStore(
            Vertx vertx,
            NioEventLoopGroup loops,
            String location,
            S3Config config,
            AwsCredentialsProvider credentials) {
        this.location = S3Location.parse(location);
        this.connection = S3Connection.open(loops, config, credentials);
        this.calls = new S3Calls(vertx);
        this.parts = new S3Parts(calls, client(), this.location.bucket());
    }

    @Override
    public Uni<Void> write(AudioKey key, Multi<Buffer> bytes, long length) {
        return Uni.createFrom().deferred(() -> {
            AtomicReference<Throwable> cut = new AtomicReference<>();
            Multi<Buffer> source = bytes.onFailure().invoke(cut::set);
            String name = location.of(key);
            Uni<Void> written = length >= 0 && length <= SINGLE
                    ? put(name, new S3Upload(source, length))
                    : parts.write(name, source);
            // The SDK wraps what the stream failed with, and whoever retries must know whose fault it was.
            return written.onFailure().transform(failure -> cut.get() == null ? failure : cut.get());
        });
    }

    private Uni<Void> put(String name, AsyncRequestBody body) {
        return calls.call(() ->
                        client().putObject(put -> put.bucket(location.bucket()).key(name), body))
                .replaceWithVoid();
    }

    @Override
    public Multi<Buffer> read(AudioKey key, long from, long length) {
        if (length <= 0) {
            return Multi.createFrom().empty();
        }
        String last = length > Long.MAX_VALUE - from ? "" : String.valueOf(from + length - 1);
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.of(key))
                .range("bytes=" + from + "-" + last)
                .build();
        return calls.call(() -> client().getObject(request, AsyncResponseTransformer.<GetObjectResponse>toPublisher()))
                .onItem()
                .transformToMulti(S3AudioStore::bytes);
    }

    private static Multi<Buffer> bytes(ResponsePublisher<GetObjectResponse> body) {
        return Multi.createFrom().publisher(FlowAdapters.toFlowPublisher(body)).map(part -> {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            return Buffer.buffer(bytes);
        });
    }

    @Override
    public Uni<OptionalLong> size(AudioKey key) {
        return calls.call(() -> client().headObject(
                                head -> head.bucket(location.bucket()).key(location.of(key))))
                .map(HeadObjectResponse::contentLength)
                .map(OptionalLong::of)
                .onFailure(S3AudioStore::absent)
                .recoverWithItem(OptionalLong.empty());
    }

    /** Job by job and file by file: deleting many at once is what imitations of S3 most often lack. */
    @Override
    public Uni<Void> deleteJob(String job) {
        return Uni.createFrom().deferred(() -> {
            String folder = location.folder(job);
            return calls.call(() -> client().listObjectsV2(
                                    list -> list.bucket(location.bucket()).prefix(folder)))
                    .onItem()
                    .transformToMulti(found -> Multi.createFrom().iterable(found.contents()))
                    .onItem()
                    .transformToUniAndConcatenate(this::delete)
                    .collect()
                    .last()
                    .replaceWithVoid();
        });
    }

    private Uni<Void> delete(S3Object file) {
        return calls.call(() -> client().deleteObject(
                                delete -> delete.bucket(location.bucket()).key(file.key())))
                .replaceWithVoid();
    }

    /** Signing may ask somebody for fresh keys first, so it is a worker's. */
    @Override
    public Uni<URI> address(AudioKey key, String contentType, String disposition) {
        return calls.step(() -> URI.create(connection
                .presigner()
                .presignGetObject(signed -> signed.signatureDuration(ADDRESS_LIFETIME)
                        .getObjectRequest(get -> get.bucket(location.bucket())
                                .key(location.of(key))
                                .responseContentType(contentType)
                                .responseContentDisposition(disposition)))
                .url()
                .toExternalForm()));
    }

    @Override
    public Uni<Void> probe() {
        String name = location.prefix() + "probe";
        return put(name, AsyncRequestBody.fromString("Segue looks whether it can write here."))
                .chain(() -> calls.call(() -> client().deleteObject(
                                delete -> delete.bucket(location.bucket()).key(name))))
                .replaceWithVoid();
    }

    @Override
    public void close() {
        connection.close();
    }

    private S3AsyncClient client() {
        return connection.client();
    }

    private static boolean absent(Throwable failure) {
        return failure instanceof S3Exception answered && answered.statusCode() == NOT_FOUND;
    }
}
