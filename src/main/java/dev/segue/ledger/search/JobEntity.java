package dev.segue.ledger.search;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** A job's row, to be read only: the ledger writes it. */
@Entity
@Immutable
@Table(name = "job")
public class JobEntity extends PanacheEntityBase {

    @Id
    @Column(columnDefinition = "text")
    public String id;

    @Column(columnDefinition = "text")
    public String caller;

    @Column(columnDefinition = "text")
    public String status;

    @Column(columnDefinition = "text")
    public String model;

    @Column(columnDefinition = "text")
    public String provider;

    @Column(name = "user_ref", columnDefinition = "text")
    public String user;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(document as text)")
    public String document;
}
