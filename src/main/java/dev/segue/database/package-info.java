/** This package starts the PostgreSQL of a newcomer and prepares the schema. */
package dev.segue.database;
