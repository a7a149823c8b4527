/** This package finds jobs as callers look for them; it writes nothing. */
package dev.segue.ledger.search;
