/**
 * This package makes keys and knows who holds one. Of a key only its hash is kept; a wrong key is told from a right one without
 * asking the database, so that nobody can keep it busy by guessing.
 */
package dev.segue.access.key;
