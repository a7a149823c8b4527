/** This package follows a job through its steps, over replicas and restarts, for who has a collector of traces. */
package dev.segue.trace;
