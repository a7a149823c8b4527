/** This package shows operators how Segue does: gauges over the database and this replica, counters of moves, health of the providers. */
package dev.segue.watch;
