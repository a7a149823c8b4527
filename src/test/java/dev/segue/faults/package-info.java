/** These tests break things on purpose: real processes, real sockets, one database, and the sandbox as the witness. */
package dev.segue.faults;
