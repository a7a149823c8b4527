package dev.segue.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** An optional extra: a provider whose {@code style_id}s can be read. */
public interface ListsStyles {

    Uni<List<StyleGroup>> styles(String account);

    record StyleGroup(String name, List<Style> styles) {}

    /** @param sampleUrl a sound sample, or {@code null} */
    record Style(String styleId, String name, String sampleUrl) {}
}
