/**
 * This package says who callers are, what they may do and use up, and which tickets open one job for a while; its parts know keys
 * and guard the doors.
 */
package dev.segue.access;
