package dev.segue.time;

/** Monotonic time: steps of the wall clock do not move it. */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since an arbitrary origin; only differences mean anything. */
    long nanos();
}
