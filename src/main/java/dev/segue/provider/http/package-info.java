/**
 * This package is the one guarded non-blocking HTTP client that the adapters share.
 *
 * <p>A {@link dev.segue.provider.http.ProviderClient} sends a create once, on a connection of its own, and says what came of it
 * ({@link dev.segue.provider.http.CreateVerdict}); a look it may repeat. What goes out, from the outside in: retry (looks only),
 * the provider's rate limit, its circuit breaker, the timeout.
 */
package dev.segue.provider.http;
