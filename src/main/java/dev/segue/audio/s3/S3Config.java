package dev.segue.audio.s3;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/**
 * How the bucket of {@code segue.audio.location=s3://…} is reached. The keys are looked for where every AWS client looks:
 * {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, a profile, the container's or the machine's role.
 */
@ConfigMapping(prefix = "segue.audio.s3")
public interface S3Config {

    /** Where S3 is spoken, {@code http://} or {@code https://}; absent: AWS, in its region. */
    Optional<URI> endpoint();

    /** The bucket's region; {@code AWS_REGION} where that is set. Servers other than AWS's mostly do not care. */
    @WithDefault("${aws.region:us-east-1}")
    String region();

    /** Whether the bucket stands in the path and not in the host's name, as most servers other than AWS's want it. */
    @WithDefault("false")
    boolean pathStyle();
}
