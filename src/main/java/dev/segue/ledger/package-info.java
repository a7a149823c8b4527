/**
 * This package makes the moves of a job durable: one compare-and-set on its version, in the same statement as its event row.
 * Every job begins in {@link dev.segue.ledger.Acceptances}, and every move of it goes through {@link
 * dev.segue.ledger.Ledger#change}; what callers look for is found by {@code ledger.search}.
 */
package dev.segue.ledger;
