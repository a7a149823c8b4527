/**
 * This package speaks APIDot ({@code apidot.ai/docs}: quickstart, generate-music, minimax-music-2-6, webhooks).
 *
 * <p>Its one submit endpoint takes a model and that model's own {@code input}; its tasks are read by id. An error may be the HTTP
 * status or only the {@code code} of a body under HTTP 200.
 */
package dev.segue.provider.apidot;
