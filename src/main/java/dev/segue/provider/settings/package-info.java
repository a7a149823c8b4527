/** This package is what an operator sets of the providers, and where each of them therefore is. */
package dev.segue.provider.settings;
