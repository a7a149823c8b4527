/** Holds what operators are given (manifests, dashboard, alerts, pages) to what the program is. */
package dev.segue.operations;
