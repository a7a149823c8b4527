/** This package is the REST face of webhooks: what was delivered, again on demand, and the keys to verify it with. */
package dev.segue.api.webhook;
