/** This package holds what we answer against what we document. */
package dev.segue.contract;
