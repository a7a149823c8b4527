package dev.segue.ledger;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Entries as rows, for those who pick jobs by conditions of their own. */
@Singleton
public class EntryRows {

    /** What a query on table {@code job} must select to be read here. */
    public static final String COLUMNS =
            "job.id, caller, owner, document::text AS document, request::text AS request, routes, queue_for,"
                    + " prices::text AS prices, max_in_flight, traceparent";

    private final JobCodec codec;

    @Inject
    EntryRows(JobCodec codec) {
        this.codec = codec;
    }

    public List<Entry> entries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::entry).toList();
    }

    public Entry entry(Row row) {
        return new Entry(
                codec.job(row.getString("document")),
                row.getString("caller"),
                row.getString("owner"),
                row.getString("request"),
                Arrays.asList(row.getArrayOfStrings("routes")),
                row.getString("queue_for"),
                codec.prices(row.getString("prices")),
                row.getInteger("max_in_flight"),
                row.getString("traceparent"));
    }

    static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
