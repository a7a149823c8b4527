/**
 * This package bounds how fast a caller may ask. Each replica decides by itself at once, and learns twice a second what the caller
 * asked of the others: over n replicas a caller may get through a limit's burst n times at first, and its rate in the long run.
 */
package dev.segue.access.rate;
