package dev.segue.dialect.useapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.dialect.DialectException;
import dev.segue.provider.Catalogue;
import dev.segue.provider.ListsStyles;
import dev.segue.provider.ListsStyles.Style;
import dev.segue.provider.ListsStyles.StyleGroup;
import dev.segue.provider.LookFailure;
import dev.segue.provider.settings.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The provider's own styles; while it does not answer, those it named last. */
@Singleton
class Styles {

    private static final String PROVIDER = "useapi";

    private final Catalogue catalogue;
    private final Endpoints endpoints;
    private final Map<String, ArrayNode> last = new ConcurrentHashMap<>();

    @Inject
    Styles(Catalogue catalogue, Endpoints endpoints) {
        this.catalogue = catalogue;
        this.endpoints = endpoints;
    }

    /**
     * None where the provider is off: no style can be made then.
     *
     * @param account {@code null} where it need not be named
     * @return or a {@link DialectException} 503
     */
    Uni<ArrayNode> of(String account) {
        if (!endpoints.configured(PROVIDER)) {
            return Uni.createFrom().item(JsonNodeFactory.instance.arrayNode());
        }
        String name = Objects.requireNonNullElse(account, "");
        return catalogue
                .extra(PROVIDER, ListsStyles.class)
                .orElseThrow()
                .styles(account)
                .map(Styles::json)
                .invoke(found -> last.put(name, found))
                .onFailure(LookFailure.class)
                .recoverWithItem(failure -> known(name));
    }

    private ArrayNode known(String account) {
        ArrayNode known = last.get(account);
        if (known == null) {
            throw new DialectException(503, "The styles cannot be read at the moment");
        }
        return known;
    }

    private static ArrayNode json(List<StyleGroup> groups) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (StyleGroup group : groups) {
            ArrayNode styles = all.addObject().put("name", group.name()).putArray("styles");
            group.styles().forEach(style -> styles.add(json(style)));
        }
        return all;
    }

    private static ObjectNode json(Style style) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", style.sampleUrl())
                .put("styleId", style.styleId())
                .put("name", style.name());
    }
}
