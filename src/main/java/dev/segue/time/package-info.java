/** This package is the clock: wall time as a bean, and the monotonic time that leases are measured by. */
package dev.segue.time;
