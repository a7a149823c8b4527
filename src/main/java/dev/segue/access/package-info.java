/**
 * This package knows callers, keys, scopes and tickets.
 *
 * <p>Every REST resource is guarded unless it is named as open here: a new path is closed until somebody decides otherwise.
 */
package dev.segue.access;
