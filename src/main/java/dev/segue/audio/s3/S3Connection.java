package dev.segue.audio.s3;

import dev.segue.audio.AudioLocationException;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The SDK's clients. */
record S3Connection(S3AsyncClient client, S3Presigner presigner) implements AutoCloseable {

    /** More than is copied at once: listeners have connections of their own. */
    private static final int CONNECTIONS = 256;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Connects to nothing yet. Throws {@link AudioLocationException}. */
    static S3Connection open(NioEventLoopGroup loops, S3Config config, AwsCredentialsProvider credentials) {
        Region region = Region.of(config.region());
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .readTimeout(IDLE)
                .writeTimeout(IDLE)
                .eventLoopGroup(SdkEventLoopGroup.create(loops, NioSocketChannel::new));
        var client = S3AsyncClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(config.pathStyle())
                // Checksums in trailers are AWS's own; TLS and the files' own digests stand for them.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .httpClientBuilder(http);
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .build());
        config.endpoint().map(S3Connection::checked).ifPresent(endpoint -> {
            client.endpointOverride(endpoint);
            presigner.endpointOverride(endpoint);
        });
        return new S3Connection(client.build(), presigner.build());
    }

    private static URI checked(URI endpoint) {
        boolean web = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!web || endpoint.getHost() == null) {
            throw new AudioLocationException(
                    "segue.audio.s3.endpoint must be an http or https address, as in https://s3.example.com.");
        }
        return endpoint;
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
