/**
 * This package follows tasks until they end, each provider in a pipeline of its own, and sees their audio copied here. What is
 * followed is the task, not the job: a cancelled job's task still runs, costs and holds its slot. Timers are in memory; the
 * database hears of changes alone.
 */
package dev.segue.tracking;
