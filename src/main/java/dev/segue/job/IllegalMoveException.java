package dev.segue.job;

/** A defect of ours: somebody asked for a move that the states do not allow. */
public final class IllegalMoveException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalMoveException(Status from, Status to) {
        super("a job does not move from " + from.word() + " to " + to.word());
    }
}
