/** This package says what went wrong: RFC 9457 problem details for every failure, ours and the framework's, and no internals. */
package dev.segue.api.problem;
