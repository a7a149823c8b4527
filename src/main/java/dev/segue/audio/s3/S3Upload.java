package dev.segue.audio.s3;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/** A body that passes once: the SDK may not send it again, for its source cannot be asked again. */
final class S3Upload implements AsyncRequestBody {

    private final Multi<Buffer> bytes;
    private final long length;
    private final AtomicBoolean taken = new AtomicBoolean();

    S3Upload(Multi<Buffer> bytes, long length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of(length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        Multi<ByteBuffer> body = taken.compareAndSet(false, true)
                ? bytes.map(part -> ByteBuffer.wrap(part.getBytes()))
                : Multi.createFrom().failure(new IllegalStateException("the upload was cut and cannot be repeated"));
        FlowAdapters.toPublisher(body).subscribe(subscriber);
    }
}
