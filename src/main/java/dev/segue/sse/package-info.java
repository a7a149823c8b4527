/**
 * This package writes Server-Sent Events to a connection: the frames, the comments that keep it alive, the end of those who do
 * not read. It writes bytes itself, because the REST layer's own events can neither be a comment alone nor tell that a reader's
 * window is closed.
 */
package dev.segue.sse;
