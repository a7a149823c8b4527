/** This package says which route a job takes next: by policy at first, by what its attempts have shown afterwards. */
package dev.segue.routing;
