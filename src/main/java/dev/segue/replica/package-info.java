/**
 * This package is this process among its equals: its name, and the lease under which what it owns is its own.
 *
 * <p>One lease for all that a replica follows: renewing it is one row, however many jobs there are. Who finds a lease ended by
 * the database's clock takes the jobs over; who finds its own ended lets go of everything and comes back under a new name.
 */
package dev.segue.replica;
