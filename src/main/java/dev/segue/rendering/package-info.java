/**
 * This package writes a job as callers see it, wherever it is shown: an answer, a stream, a webhook. What only the moment of
 * writing knows is added here and stored nowhere: place in the queue, progress, links and their tickets.
 */
package dev.segue.rendering;
