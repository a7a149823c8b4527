/** This package signs and verifies; what is signed, and with which key, is its callers' matter. */
package dev.segue.signature;
