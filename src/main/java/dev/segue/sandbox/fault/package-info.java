/** This package knows what can go wrong at a provider, how a test asks for it, and how often it has struck. */
package dev.segue.sandbox.fault;
