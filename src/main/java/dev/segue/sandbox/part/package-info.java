/** This package plays the four providers' APIs, each in its own words; what they have in common is the {@code Stage}. */
package dev.segue.sandbox.part;
