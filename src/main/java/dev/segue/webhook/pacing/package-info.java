/**
 * This package says when a receiver is told, and how many messages at once: a schedule for each delivery, a share and a breaker
 * for each destination.
 */
package dev.segue.webhook.pacing;
