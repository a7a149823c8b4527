/** This package knows callers and their tickets. */
package dev.segue.access;
