package dev.segue.audio;

import io.smallrye.mutiny.Uni;

/** An optional extra: a store that can be asked whether it would keep a file now. */
public interface Probed {

    /** Leaves nothing behind; fails when nothing can be kept. */
    Uni<Void> probe();
}
