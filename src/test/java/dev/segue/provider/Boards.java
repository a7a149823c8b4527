package dev.segue.provider;

/** A health board for tests of other packages. */
public final class Boards {

    private Boards() {}

    public static HealthBoard fresh() {
        return new HealthBoard(System::nanoTime);
    }
}
