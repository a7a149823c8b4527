/**
 * This package lets a job in: it reads the request, checks it against the routes, makes a repeat of it harmless and puts the
 * job in the queue. What is wrong is said before any money is spent.
 */
package dev.segue.intake;
