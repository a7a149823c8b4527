/** This package rescues what a crash left, ends what is overdue, and forgets the old. */
package dev.segue.upkeep;
