package dev.segue.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.job.Job;
import dev.segue.ledger.Entry;
import dev.segue.provider.Catalogue;
import dev.segue.provider.route.Route;
import dev.segue.provider.route.SongRequests;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What providers take, and what they charge. */
@Singleton
public class Terms {

    private final Catalogue catalogue;

    @Inject
    Terms(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Throws {@link DialectException} 400 with all that the imitated provider itself would refuse, whoever is going to serve it.
     *
     * @param request in our own words, with a model that the provider has
     * @param theirName turns our dotted name of a field ({@code audio.format}) into the provider's
     */
    public void check(String provider, ObjectNode request, UnaryOperator<String> theirName) {
        Route route = catalogue.route(provider, request.path("model").asText()).orElseThrow();
        String complaints = route.check(SongRequests.of(request, provider)).stream()
                .map(violation -> theirName.apply(dotted(violation.pointer())) + " " + violation.detail())
                .collect(Collectors.joining("; "));
        if (!complaints.isEmpty()) {
            throw new DialectException(400, complaints);
        }
    }

    /** In US dollars: what the job has cost, or will by the price list of the route that it waits for; nothing if nobody knows. */
    public Optional<BigDecimal> cost(Entry entry) {
        Job job = entry.job();
        if (job.cost() != null || job.ended()) {
            return Optional.ofNullable(job.cost()).map(cost -> cost.amount());
        }
        return catalogue.route(entry.queueFor(), job.model()).map(Route::price).map(price -> price.amount());
    }

    /** A JSON pointer as people name fields. */
    static String dotted(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    }
}
