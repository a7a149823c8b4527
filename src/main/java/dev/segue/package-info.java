/**
 * Segue, a gateway in front of asynchronous music-generation APIs. Its packages, read in this order, are the life of a job:
 * {@code intake}, {@code dispatch}, {@code tracking}, {@code audio}, {@code events}. {@code ArchitectureTest} holds who may import whom.
 */
package dev.segue;
