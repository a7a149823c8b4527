package dev.segue.replica;

/** Fired when this process finds its lease ended: what it followed under that name is somebody else's now. */
public record LeaseLost(String replica) {}
