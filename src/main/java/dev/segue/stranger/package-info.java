/**
 * This package is the guarded HTTP client for addresses that others chose: audio hosts, webhook targets, reference files. No key of ours ever
 * travels through it, and it calls nothing inside our own network unless the caller's policy says so.
 */
package dev.segue.stranger;
