/**
 * This package reckons: what a job may cost and has cost, what a caller has used up of a month, and whether there is room for
 * one more.
 */
package dev.segue.budget;
