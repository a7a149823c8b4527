/**
 * This package says what a job is, which states it can be in and how it may move. Values only: no clock, no database. How a
 * move becomes durable is the {@code ledger}'s matter.
 */
package dev.segue.job;
