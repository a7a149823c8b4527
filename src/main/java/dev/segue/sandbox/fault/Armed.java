package dev.segue.sandbox.fault;

/** A fault and how often it will still strike. Used on one event loop: no locks. */
public final class Armed {

    private final Fault fault;
    private int left;

    public Armed(Fault fault, int otherwise) {
        this.fault = fault;
        left = fault.times().orElse(otherwise);
    }

    public Fault fault() {
        return fault;
    }

    public int left() {
        return left;
    }

    boolean strikes(Place place) {
        return fault.place() == place && left > 0;
    }

    Fault strike() {
        left--;
        return fault;
    }
}
