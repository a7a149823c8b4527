package dev.segue.audio.s3;

import dev.segue.audio.Turns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes a file in parts, which S3 wants to be 5 MiB at least and to know the length of: each is gathered first. */
final class S3Parts {

    static final int PART = 5 * 1024 * 1024;

    /** At once, for each holds a part in memory; the others wait. */
    private static final int GATHERED = 4;

    private final S3Calls calls;
    private final S3AsyncClient client;
    private final String bucket;
    private final Turns turns = new Turns(GATHERED);

    S3Parts(S3Calls calls, S3AsyncClient client, String bucket) {
        this.calls = calls;
        this.client = client;
        this.bucket = bucket;
    }

    Uni<Void> write(String name, Multi<Buffer> bytes) {
        return turns.take(() -> begin(name).flatMap(upload -> parts(bytes)
                .onItem()
                .transformToUniAndConcatenate(part -> upload(name, upload, part))
                .collect()
                .asList()
                .flatMap(done -> complete(name, upload, done))
                .onFailure()
                .call(() -> abort(name, upload))
                .onCancellation()
                .call(() -> abort(name, upload))));
    }

    private record Part(int number, List<ByteBuffer> pieces) {}

    /** Only the last part is smaller. */
    private static Multi<Part> parts(Multi<Buffer> bytes) {
        return Multi.createFrom().deferred(() -> {
            Gathering gathering = new Gathering();
            return bytes.onItem()
                    .transformToMultiAndConcatenate(piece -> Multi.createFrom().iterable(gathering.add(piece)))
                    .onCompletion()
                    .continueWith(gathering::rest);
        });
    }

    /** The pieces as they came: one array of that size, grown step by step, would take twice the memory. */
    private static final class Gathering {

        private List<ByteBuffer> held = new ArrayList<>();
        private int size;
        private int number = 1;

        List<Part> add(Buffer piece) {
            held.add(ByteBuffer.wrap(piece.getBytes()));
            size += piece.length();
            return size < PART ? List.of() : rest();
        }

        List<Part> rest() {
            if (size == 0) {
                return List.of();
            }
            Part part = new Part(number++, held);
            held = new ArrayList<>();
            size = 0;
            return List.of(part);
        }
    }

    private Uni<String> begin(String name) {
        return calls.call(() -> client.createMultipartUpload(
                        create -> create.bucket(bucket).key(name)))
                .map(begun -> begun.uploadId());
    }

    private Uni<CompletedPart> upload(String name, String upload, Part part) {
        return calls.call(() -> client.uploadPart(
                        one -> one.bucket(bucket).key(name).uploadId(upload).partNumber(part.number()),
                        AsyncRequestBody.fromByteBuffersUnsafe(part.pieces().toArray(ByteBuffer[]::new))))
                .map(kept -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(kept.eTag())
                        .build());
    }

    private Uni<Void> complete(String name, String upload, List<CompletedPart> parts) {
        return calls.call(() -> client.completeMultipartUpload(done ->
                        done.bucket(bucket).key(name).uploadId(upload).multipartUpload(all -> all.parts(parts))))
                .replaceWithVoid();
    }

    /** Best effort: what a crash leaves is for the bucket's own rule on incomplete uploads. */
    private Uni<Void> abort(String name, String upload) {
        return calls.call(() -> client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(name).uploadId(upload)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
