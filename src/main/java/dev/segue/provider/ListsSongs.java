package dev.segue.provider;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** An optional extra: a provider that can list what an account has made, by which ambiguous creates are reconciled. */
public interface ListsSongs {

    /** The newest songs of an account ({@code null}: the only one). Absence from it proves nothing. */
    Uni<List<ListedSong>> songs(String account);

    /** @param createdAt by the provider's own clock, or {@code null} */
    record ListedSong(String taskId, String title, String lyrics, Instant createdAt) {}
}
