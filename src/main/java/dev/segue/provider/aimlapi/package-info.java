/**
 * This package speaks AI/ML API ({@code docs.aimlapi.com}: minimax-music, music-2.6, and the pages of its other music models).
 *
 * <p>Two endpoints serve every model; a model is a row in a table. Only the create is billed.
 */
package dev.segue.provider.aimlapi;
