/**
 * This package tells the caller's server: Standard Webhooks, at least once, by a schedule of tries, every try on record. What
 * each caller has at each host has a share and a breaker of its own, so that a dead receiver delays no other.
 */
package dev.segue.webhook;
