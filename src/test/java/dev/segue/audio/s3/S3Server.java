package dev.segue.audio.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A real S3 server in this process with one bucket; it checks every signature. */
public final class S3Server {

    public static final String KEY = "test-key";
    public static final String SECRET = "test-secret";
    public static final String BUCKET = "songs";

    private final S3Proxy proxy;
    private final S3AsyncClient client;

    public S3Server() throws Exception {
        this(new TransientNio2BlobStore());
    }

    /** For more than memory holds. */
    public static S3Server onDisk(Path folder) throws Exception {
        return new S3Server(
                new FilesystemNio2BlobStore(Files.createDirectories(folder).toString()));
    }

    private S3Server(AbstractNio2BlobStore kept) throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(kept)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .stopTimeout(0)
                .build();
        proxy.start();
        client = S3AsyncClient.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .build();
        client.createBucket(create -> create.bucket(BUCKET)).join();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    public List<String> names() {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).join().contents().stream()
                .map(S3Object::key)
                .toList();
    }

    public void clear() {
        names().forEach(name ->
                client.deleteObject(delete -> delete.bucket(BUCKET).key(name)).join());
    }

    /** Uploads in parts that nobody has completed or aborted. */
    public int unfinished() {
        return client.listMultipartUploads(list -> list.bucket(BUCKET))
                .join()
                .uploads()
                .size();
    }

    S3Config config() {
        return config(endpoint());
    }

    static S3Config config(URI endpoint) {
        return new S3Config() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public String region() {
                return "us-east-1";
            }

            @Override
            public boolean pathStyle() {
                return true;
            }
        };
    }

    static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
    }

    public void close() throws Exception {
        client.close();
        proxy.stop();
    }
}
