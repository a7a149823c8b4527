/**
 * This package hears providers call back. A callback is a hint to look and changes nothing by itself: whatever is sent to a
 * callback address, by whomever, costs one look a second at the most.
 */
package dev.segue.callback;
