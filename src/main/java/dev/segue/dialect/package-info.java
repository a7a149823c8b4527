/**
 * This package holds what the dialects share: a request becomes a job of the caller's own, a job reads as its state and links do,
 * and whatever fails is said in the words of the API that was asked. What an imitated API looks like is its own package's matter.
 */
package dev.segue.dialect;
