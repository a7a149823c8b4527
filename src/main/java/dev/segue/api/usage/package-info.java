/** This package tells callers what they have used up. */
package dev.segue.api.usage;
